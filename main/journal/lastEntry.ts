import { readOwnLine } from "../../core/journal/journal.ts";
import type { Database } from "../store/database.ts";
import { readNewestLines } from "../store/journal.ts";

/** When the last line that can be read was written, in Unix ms; null before the first. */
export function readLastEntryMs(database: Database): number | null {
	for (const line of readNewestLines(database)) {
		const entry = readOwnLine(line);
		if (entry !== null) return entry.at;
	}
	return null;
}

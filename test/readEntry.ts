import assert from "node:assert/strict";
import { type Entry, readOwnLine } from "../core/journal/journal.ts";

/** The entry of a line that must be readable. */
export function readEntry(line: string): Entry {
	return readOwnLine(line) ?? assert.fail(`this line cannot be read: ${line}`);
}

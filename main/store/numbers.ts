import { z } from "zod";
import { Day } from "../../core/identity.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { prepareWrite } from "./rows.ts";

/** A day's index of short numbers as it was downloaded. The reader verifies it against the hash in the signed header. */
export type StoredShortNumbers = { readonly day: Day; readonly entries: Uint8Array };

const NumbersRow = z.object({ day: Day, entries: z.instanceof(Buffer) });

/** An index that cannot be read counts as missing, and is requested again. */
export function readShortNumbers(database: ReadonlyDatabase): readonly StoredShortNumbers[] {
	const rows = database.prepare("SELECT day, entries FROM numbers ORDER BY day").all();
	return rows.flatMap((row) => NumbersRow.safeParse(row).data ?? []);
}

/** Replaces the day's index by a verified one. */
export function writeShortNumbers(database: WritableDatabase, { day, entries }: StoredShortNumbers): void {
	const put = prepareWrite(
		database,
		`the short numbers of ${day}`,
		NumbersRow,
		"INSERT INTO numbers (day, entries) VALUES (@day, @entries) ON CONFLICT (day) DO UPDATE SET entries = excluded.entries",
	);
	put({ day, entries: Buffer.from(entries) });
}

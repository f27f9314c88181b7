import { z } from "zod";
import { Day } from "../../core/identity.ts";
import { assertOneChange, type ReadonlyDatabase, type WritableDatabase } from "../../sync/sqlite.ts";

/** A day's index of short numbers as it was downloaded. The reader verifies it against the hash in the signed header. */
export type StoredShortNumbers = { readonly day: Day; readonly entries: Uint8Array };

const NumbersRow = z.object({ day: Day, entries: z.instanceof(Buffer) });

export function readShortNumbers(database: ReadonlyDatabase): readonly StoredShortNumbers[] {
	return NumbersRow.array().parse(database.prepare("SELECT day, entries FROM numbers ORDER BY day").all());
}

/** Replaces the day's index by a verified one. */
export function writeShortNumbers(database: WritableDatabase, { day, entries }: StoredShortNumbers): void {
	const put = database
		.prepare(
			"INSERT INTO numbers (day, entries) VALUES (@day, @entries) ON CONFLICT (day) DO UPDATE SET entries = excluded.entries",
		)
		.run({ day, entries: Buffer.from(entries) });
	assertOneChange(`the short numbers of ${day}`, put);
}

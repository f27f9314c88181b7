import type { Day } from "../../core/identity.ts";
import { Day as DayShape } from "../../core/identity.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { assertOneChange } from "./database.ts";

/** A day's index of short numbers, as it was fetched. Whether it is the one signed for is the reader's to verify. */
export type StoredShortNumbers = { readonly day: Day; readonly entries: Uint8Array };

export function readShortNumbers(database: ReadonlyDatabase): readonly StoredShortNumbers[] {
	const rows = database.prepare("SELECT day, entries FROM numbers ORDER BY day").all() as {
		day: string;
		entries: Buffer;
	}[];
	return rows.map(({ day, entries }) => ({ day: DayShape.parse(day), entries }));
}

/** Puts a verified index in the place of an older one. */
export function writeShortNumbers(database: WritableDatabase, { day, entries }: StoredShortNumbers): void {
	const put = database
		.prepare(
			"INSERT INTO numbers (day, entries) VALUES (@day, @entries) ON CONFLICT (day) DO UPDATE SET entries = excluded.entries",
		)
		.run({ day, entries: Buffer.from(entries) });
	assertOneChange(`the short numbers of ${day}`, put);
}

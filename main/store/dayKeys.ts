import { z } from "zod";
import { Day } from "../../core/identity.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { truncateWal } from "./database.ts";
import { readRow } from "./rows.ts";

/** The key pair of one day. The private key is protected by the system's keyring if `isProtected`, else plain. */
export type StoredDayKey = {
	readonly day: Day;
	readonly publicKey: Buffer;
	readonly privateKey: Buffer;
	readonly isProtected: boolean;
	readonly isPublished: boolean;
};

const DayKeyRow = z.object({
	day: Day,
	publicKey: z.instanceof(Buffer),
	privateKey: z.instanceof(Buffer),
	isProtected: z.int().transform(Boolean),
	isPublished: z.int().transform(Boolean),
});

export function readDayKeys(database: ReadonlyDatabase): readonly StoredDayKey[] {
	return readRow("the day keys", DayKeyRow.array(), database.prepare("SELECT * FROM dayKey ORDER BY day").all());
}

/** Does not replace the key of a day that has one: the hub may already have sealed secrets to it. */
export function addDayKey(database: WritableDatabase, key: Omit<StoredDayKey, "isPublished">): void {
	const row = { ...key, isProtected: key.isProtected ? 1 : 0, isPublished: 0 };
	DayKeyRow.parse(row);
	database
		.prepare(
			`INSERT INTO dayKey (day, publicKey, privateKey, isProtected, isPublished)
			VALUES (@day, @publicKey, @privateKey, @isProtected, @isPublished)
			ON CONFLICT (day) DO NOTHING`,
		)
		.run(row);
}

/** Changes nothing if the day has ended and its key was deleted while the hub was being asked. */
export function markDayKey(database: WritableDatabase, day: Day, isPublished: boolean): void {
	database
		.prepare("UPDATE dayKey SET isPublished = @isPublished WHERE day = @day")
		.run({ day, isPublished: isPublished ? 1 : 0 });
}

/** Deletes the key pairs, from the write-ahead log too; `secure_delete` overwrites them in the database's own pages. */
export function deleteDayKeys(database: WritableDatabase, days: readonly Day[]): void {
	const remove = database.prepare("DELETE FROM dayKey WHERE day = @day");
	for (const day of days) remove.run({ day });
	truncateWal(database);
}

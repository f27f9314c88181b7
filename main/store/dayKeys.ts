import { Day } from "../../core/identity.ts";
import type { Database } from "./database.ts";
import { truncateWal } from "./identity.ts";

/** The pair made for one day; the private half under the system's keyring where it `isProtected`, else plain. */
export type StoredDayKey = {
	readonly day: Day;
	readonly publicKey: Buffer;
	readonly privateKey: Buffer;
	readonly isProtected: boolean;
	readonly isPublished: boolean;
};

type DayKeyRow = {
	day: string;
	public_key: Buffer;
	private_key: Buffer;
	is_protected: number;
	is_published: number;
};

export function readDayKeys(database: Database): readonly StoredDayKey[] {
	const rows = database.prepare("SELECT * FROM day_key ORDER BY day").all() as DayKeyRow[];
	return rows.map((row) => ({
		day: Day.parse(row.day),
		publicKey: row.public_key,
		privateKey: row.private_key,
		isProtected: row.is_protected === 1,
		isPublished: row.is_published === 1,
	}));
}

/** A day that has a key keeps it: what the hub may have sealed to it would be lost. */
export function addDayKey(database: Database, key: Omit<StoredDayKey, "isPublished">): void {
	database
		.prepare(
			`INSERT INTO day_key (day, public_key, private_key, is_protected, is_published)
			VALUES (@day, @publicKey, @privateKey, @isProtected, 0)
			ON CONFLICT (day) DO NOTHING`,
		)
		.run({ ...key, isProtected: key.isProtected ? 1 : 0 });
}

export function markDayKey(database: Database, day: Day, isPublished: boolean): void {
	database
		.prepare("UPDATE day_key SET is_published = @published WHERE day = @day")
		.run({ day, published: isPublished ? 1 : 0 });
}

/** Deletes both halves, from the write-ahead log too: `secure_delete` overwrites them in the database's own pages. */
export function deleteDayKeys(database: Database, days: readonly Day[]): void {
	const remove = database.prepare("DELETE FROM day_key WHERE day = @day");
	for (const day of days) remove.run({ day });
	truncateWal(database);
}

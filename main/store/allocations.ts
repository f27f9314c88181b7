import type { Day } from "../../core/identity.ts";
import { Day as DayShape } from "../../core/identity.ts";
import { Envelope } from "../../core/trust.ts";
import type { Taken } from "../../sync/client/pull.ts";
import type { Database } from "./database.ts";

export type StoredAllocation = {
	readonly day: Day;
	readonly version: number;
	readonly envelope: Envelope;
	readonly key: Buffer;
	readonly takenAtMs: number;
};

type AllocationRow = { day: string; version: number; envelope: string; key: Buffer; taken_at_ms: number };

export function readAllocations(database: Database): readonly StoredAllocation[] {
	const rows = database.prepare("SELECT * FROM allocation ORDER BY day").all() as AllocationRow[];
	return rows.map((row) => ({
		day: DayShape.parse(row.day),
		version: row.version,
		envelope: Envelope.parse(JSON.parse(row.envelope)),
		key: row.key,
		takenAtMs: row.taken_at_ms,
	}));
}

/** The rows of one day as one run of bytes, in key order: buckets are cut by the key's top bits, so they follow one another. */
export function readRows(database: Database, day: Day): Buffer {
	const buckets = database.prepare("SELECT rows FROM bucket WHERE day = @day ORDER BY bucket").pluck().all({ day });
	return Buffer.concat(buckets as Buffer[]);
}

/** Puts a verified allocation in the place of an older one. The caller's transaction makes it whole. */
export function replaceAllocation(database: Database, taken: Taken, takenAtMs: number): void {
	const { day, version } = taken.allocation.header;
	database.prepare("DELETE FROM bucket WHERE day = @day").run({ day });
	const put = database
		.prepare(
			`INSERT INTO allocation (day, version, envelope, key, taken_at_ms) VALUES (@day, @version, @envelope, @key, @takenAtMs)
			ON CONFLICT (day) DO UPDATE SET version = excluded.version, envelope = excluded.envelope, key = excluded.key,
				taken_at_ms = excluded.taken_at_ms
			WHERE excluded.version > allocation.version`,
		)
		.run({ day, version, envelope: JSON.stringify(taken.envelope), key: Buffer.from(taken.key), takenAtMs });
	if (put.changes !== 1) throw new Error(`allocation ${day} version ${version} is not above the one held`);
	const insert = database.prepare("INSERT INTO bucket (day, bucket, rows) VALUES (@day, @bucket, @rows)");
	for (const [bucket, rows] of taken.allocation.buckets.entries()) insert.run({ day, bucket, rows });
}

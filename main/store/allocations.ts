import { type Delta, mergeDelta, readDelta } from "../../core/allocation/delta.ts";
import type { Day } from "../../core/identity.ts";
import { Day as DayShape } from "../../core/identity.ts";
import type { KeyedAllocation } from "../../sync/client/pull.ts";
import type { Database } from "./database.ts";

export type StoredAllocation = {
	readonly day: Day;
	readonly version: number;
	readonly key: Buffer;
	readonly takenAtMs: number;
};

type AllocationRow = { day: string; version: number; key: Buffer; taken_at_ms: number };

export function readAllocations(database: Database): readonly StoredAllocation[] {
	const rows = database.prepare("SELECT * FROM allocation ORDER BY day").all() as AllocationRow[];
	return rows.map((row) => ({
		day: DayShape.parse(row.day),
		version: row.version,
		key: row.key,
		takenAtMs: row.taken_at_ms,
	}));
}

/**
 * The rows of one day as one run of bytes, in key order: its last whole list and the deltas since. Whether they are those
 * of the header is verified by the reader; null when the deltas do not even fit.
 */
export function readRows(database: Database, day: Day): Buffer | null {
	const buckets = database
		.prepare("SELECT rows FROM bucket WHERE day = @day ORDER BY bucket")
		.pluck()
		.all({ day }) as Buffer[];
	const deltas = database.prepare("SELECT bytes FROM delta WHERE day = @day ORDER BY version").pluck().all({ day });
	for (const bytes of deltas as Buffer[]) {
		const delta = readDelta(bytes);
		const touched = "kind" in delta ? delta : mergeDelta(buckets, delta, new Map());
		if ("kind" in touched) return null;
		for (const [bucket, rows] of touched) buckets[bucket] = Buffer.from(rows.buffer);
	}
	return Buffer.concat(buckets);
}

/** Puts a verified allocation whole in the place of an older one, or of the same one found damaged. The caller's transaction makes it whole. */
export function replaceAllocation(database: Database, taken: KeyedAllocation, takenAtMs: number): void {
	const { day } = taken.allocation.header;
	database.prepare("DELETE FROM bucket WHERE day = @day").run({ day });
	database.prepare("DELETE FROM delta WHERE day = @day").run({ day });
	writeHeader(database, taken, takenAtMs);
	const insert = database.prepare("INSERT INTO bucket (day, bucket, rows) VALUES (@day, @bucket, @rows)");
	for (const [bucket, rows] of taken.allocation.buckets.entries()) insert.run({ day, bucket, rows });
}

/**
 * Puts a later version of an allocation on the disk by the delta that led to it from the one there: what is written follows the delta's
 * size and not the list's. Rewriting the touched buckets would write four hundred times as much.
 */
export function appendDelta(database: Database, taken: KeyedAllocation, takenAtMs: number, delta: Delta): void {
	const { day, version } = taken.allocation.header;
	const { from, to, bytes } = delta;
	const held = database.prepare("SELECT version FROM allocation WHERE day = @day").pluck().get({ day });
	if (held !== from || to !== version) {
		throw new Error(`a delta of ${day} from ${from} to ${to} does not lead from ${held} to ${version}`);
	}
	writeHeader(database, taken, takenAtMs);
	const insert = database.prepare("INSERT INTO delta (day, version, bytes) VALUES (@day, @version, @bytes)");
	insert.run({ day, version, bytes });
}

export function measureDeltas(database: Database, day: Day): { readonly count: number; readonly bytes: number } {
	const measured = database
		.prepare("SELECT COUNT(*) AS count, COALESCE(SUM(LENGTH(bytes)), 0) AS bytes FROM delta WHERE day = @day")
		.get({ day });
	return measured as { count: number; bytes: number };
}

function writeHeader(database: Database, taken: KeyedAllocation, takenAtMs: number): void {
	const { day, version } = taken.allocation.header;
	const put = database
		.prepare(
			`INSERT INTO allocation (day, version, key, taken_at_ms) VALUES (@day, @version, @key, @takenAtMs)
			ON CONFLICT (day) DO UPDATE SET version = excluded.version, key = excluded.key, taken_at_ms = excluded.taken_at_ms`,
		)
		.run({ day, version, key: Buffer.from(taken.key), takenAtMs });
	if (put.changes !== 1) throw new Error(`allocation ${day} version ${version} was not put down`);
}

/** Lets go of lists that ended long ago, with their keys; what was admitted by them stays in the journal. */
export function deleteAllocationsBefore(database: Database, oldest: Day): void {
	for (const table of ["bucket", "delta", "numbers", "allocation"]) {
		database.prepare(`DELETE FROM ${table} WHERE day < @oldest`).run({ oldest });
	}
}

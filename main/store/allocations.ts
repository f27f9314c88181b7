import { z } from "zod";
import { type Delta, mergeDelta, readDelta } from "../../core/allocation/delta.ts";
import type { Day } from "../../core/identity.ts";
import { Day as DayShape } from "../../core/identity.ts";
import type { KeyedAllocation } from "../../sync/client/pull.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { assertOneChange } from "./database.ts";

export type StoredAllocation = {
	readonly day: Day;
	readonly version: number;
	readonly key: Buffer;
	readonly takenAtMs: number;
};

const AllocationRow = z.object({
	day: DayShape,
	version: z.int(),
	key: z.instanceof(Buffer),
	takenAtMs: z.int(),
});

export function readAllocations(database: ReadonlyDatabase): readonly StoredAllocation[] {
	return AllocationRow.array().parse(database.prepare("SELECT * FROM allocation ORDER BY day").all());
}

/**
 * The rows of one day as one run of bytes, in key order: its last whole list and the deltas since. Whether they are those
 * of the header is verified by the reader; null when the deltas do not even fit.
 */
export function readRows(database: ReadonlyDatabase, day: Day): Buffer | null {
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
export function replaceAllocation(database: WritableDatabase, taken: KeyedAllocation, takenAtMs: number): void {
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
export function appendDelta(database: WritableDatabase, taken: KeyedAllocation, takenAtMs: number, delta: Delta): void {
	const { day, version } = taken.allocation.header;
	const { from, to, bytes } = delta;
	const held = database.prepare("SELECT version FROM allocation WHERE day = @day").pluck().get({ day });
	if (held !== from || to !== version) {
		throw new Error(`a delta of ${day} from ${from} to ${to} does not lead from ${held} to ${version}`);
	}
	writeHeader(database, taken, takenAtMs);
	const insert = database.prepare("INSERT INTO delta (day, version, bytes) VALUES (@day, @version, @bytes)");
	assertOneChange(`the delta of ${day} to version ${version}`, insert.run({ day, version, bytes }));
}

export function measureDeltas(
	database: ReadonlyDatabase,
	day: Day,
): { readonly count: number; readonly bytes: number } {
	const measured = database
		.prepare("SELECT COUNT(*) AS count, COALESCE(SUM(LENGTH(bytes)), 0) AS bytes FROM delta WHERE day = @day")
		.get({ day });
	return measured as { count: number; bytes: number };
}

function writeHeader(database: WritableDatabase, taken: KeyedAllocation, takenAtMs: number): void {
	const { day, version } = taken.allocation.header;
	const put = database
		.prepare(
			`INSERT INTO allocation (day, version, key, takenAtMs) VALUES (@day, @version, @key, @takenAtMs)
			ON CONFLICT (day) DO UPDATE SET version = excluded.version, key = excluded.key, takenAtMs = excluded.takenAtMs`,
		)
		.run({ day, version, key: Buffer.from(taken.key), takenAtMs });
	assertOneChange(`allocation ${day} version ${version}`, put);
}

/** Deletes lists of days before `oldest`, with their keys; the journal keeps what was admitted by them. */
export function deleteAllocationsBefore(database: WritableDatabase, oldest: Day): void {
	for (const table of ["bucket", "delta", "numbers", "allocation"]) {
		database.prepare(`DELETE FROM ${table} WHERE day < @oldest`).run({ oldest });
	}
}

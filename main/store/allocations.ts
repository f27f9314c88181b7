import { z } from "zod";
import { type Delta, mergeDelta, readDelta } from "../../core/allocation/delta.ts";
import { Day } from "../../core/identity.ts";
import type { KeyedAllocation } from "../../sync/client/pull.ts";
import { assertOneChange, type ReadonlyDatabase, type WritableDatabase } from "../../sync/sqlite.ts";
import { prepareWrite } from "./rows.ts";

export type StoredAllocation = {
	readonly day: Day;
	readonly version: number;
	readonly key: Buffer;
	readonly takenAtMs: number;
};

const AllocationRow = z.object({
	day: Day,
	version: z.int(),
	key: z.instanceof(Buffer),
	takenAtMs: z.int(),
});
const StoredBytes = z.instanceof(Buffer);
const DeltaSizes = z.object({ count: z.int(), bytes: z.int() });

/** An allocation that cannot be read counts as missing, and is requested again. */
export function readAllocations(database: ReadonlyDatabase): readonly StoredAllocation[] {
	const rows = database.prepare("SELECT * FROM allocation ORDER BY day").all();
	return rows.flatMap((row) => AllocationRow.safeParse(row).data ?? []);
}

/**
 * The rows of one day, concatenated in key order: its last whole list with the deltas since applied. The reader verifies
 * them against the signed header. Null when a delta cannot be applied.
 */
export function readRows(database: ReadonlyDatabase, day: Day): Buffer | null {
	const stored = database.prepare("SELECT rows FROM bucket WHERE day = @day ORDER BY bucket").pluck().all({ day });
	const deltas = database.prepare("SELECT bytes FROM delta WHERE day = @day ORDER BY version").pluck().all({ day });
	const buckets = StoredBytes.array().parse(stored);
	for (const bytes of StoredBytes.array().parse(deltas)) {
		const delta = readDelta(bytes);
		const touched = "kind" in delta ? delta : mergeDelta(buckets, delta, new Map());
		if ("kind" in touched) return null;
		for (const [bucket, rows] of touched) buckets[bucket] = Buffer.from(rows.buffer);
	}
	return Buffer.concat(buckets);
}

/** Replaces an older allocation, or a damaged copy of the same one, by a verified one. Call it in a transaction. */
export function replaceAllocation(database: WritableDatabase, taken: KeyedAllocation, takenAtMs: number): void {
	const { day } = taken.allocation.header;
	database.prepare("DELETE FROM bucket WHERE day = @day").run({ day });
	database.prepare("DELETE FROM delta WHERE day = @day").run({ day });
	writeHeader(database, taken, takenAtMs);
	const insert = database.prepare("INSERT INTO bucket (day, bucket, rows) VALUES (@day, @bucket, @rows)");
	for (const [bucket, rows] of taken.allocation.buckets.entries()) insert.run({ day, bucket, rows });
}

/**
 * Stores a later version of an allocation as the delta from the version stored. The bytes written are proportional to the
 * delta and not to the list: rewriting the touched buckets would write four hundred times as much. Call it in a
 * transaction.
 */
export function appendDelta(database: WritableDatabase, taken: KeyedAllocation, takenAtMs: number, delta: Delta): void {
	const { day, version } = taken.allocation.header;
	const { from, to, bytes } = delta;
	const held = database.prepare("SELECT version FROM allocation WHERE day = @day").pluck().get({ day });
	if (held !== from || to !== version) {
		throw new Error(`A delta of ${day} from version ${from} to ${to} does not lead from ${held} to ${version}.`);
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
	return DeltaSizes.parse(measured);
}

function writeHeader(database: WritableDatabase, taken: KeyedAllocation, takenAtMs: number): void {
	const { day, version } = taken.allocation.header;
	const put = prepareWrite(
		database,
		`allocation ${day} version ${version}`,
		AllocationRow,
		`INSERT INTO allocation (day, version, key, takenAtMs) VALUES (@day, @version, @key, @takenAtMs)
		ON CONFLICT (day) DO UPDATE SET version = excluded.version, key = excluded.key, takenAtMs = excluded.takenAtMs`,
	);
	put({ day, version, key: Buffer.from(taken.key), takenAtMs });
}

/** Deletes the lists of days before `oldest`, with their keys. The journal keeps the admissions that were made by them. */
export function deleteAllocationsBefore(database: WritableDatabase, oldest: Day): void {
	for (const table of ["bucket", "delta", "numbers", "allocation"]) {
		database.prepare(`DELETE FROM ${table} WHERE day < @oldest`).run({ oldest });
	}
}

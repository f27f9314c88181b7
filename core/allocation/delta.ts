import { type Crypto, compareBytes, viewOf } from "../bytes/bytes.ts";
import { type Allocation, type AllocationHeader, replaceAllocationBuckets } from "./allocation.ts";
import {
	areRowsEqual,
	bucketOf,
	compareKeys,
	findKey,
	type InvalidAllocation,
	invalidAllocation,
	personsOf,
	sessionOf,
} from "./bucket.ts";
import { rowLength } from "./row.ts";

/**
 * The changes from one version of a list to a later one: u8 1 ‖ u32 from version ‖ u32 to version ‖ u32 count, then 41
 * bytes for each row, in key order: u8 (0 added, 1 changed) ‖ the row. It is not signed; the root it leads to is
 * (docs/formats.md, "Delta").
 */
export type Delta = {
	readonly from: number;
	readonly to: number;
	readonly count: number;
	/** Changes of 41 bytes each. */
	readonly changes: Uint8Array;
	/** The encoded delta. */
	readonly bytes: Uint8Array;
};

export type MalformedDelta = {
	readonly kind: "malformed";
	readonly why: "length" | "unknownVersion" | "versions" | "operation" | "order";
};

const prefixLength = 13;
const changeLength = 1 + rowLength;
const added = 0;
const changed = 1;

export function deltaLengthOf(changes: number): number {
	return prefixLength + changes * changeLength;
}

/** Throws when a row is missing: rows of a published day are cancelled, never removed. */
export function makeDelta(
	from: { readonly version: number; readonly buckets: readonly Uint8Array[] },
	to: { readonly version: number; readonly buckets: readonly Uint8Array[] },
): Uint8Array {
	if (from.buckets.length !== to.buckets.length) throw new Error("the bucket bits of a day are fixed");
	const changes = to.buckets.flatMap((rows, bucket) => changesOf(from.buckets[bucket] as Uint8Array, rows));
	const bytes = new Uint8Array(deltaLengthOf(changes.length));
	const view = viewOf(bytes);
	view.setUint8(0, 1);
	view.setUint32(1, from.version);
	view.setUint32(5, to.version);
	view.setUint32(9, changes.length);
	for (const [i, { operation, row }] of changes.entries()) {
		bytes[prefixLength + i * changeLength] = operation;
		bytes.set(row, prefixLength + i * changeLength + 1);
	}
	return bytes;
}

type Change = { readonly operation: number; readonly row: Uint8Array };

function changesOf(before: Uint8Array, after: Uint8Array): Change[] {
	if (areRowsEqual(before, after)) return [];
	const changes: Change[] = [];
	let kept = 0;
	for (let at = 0; at < after.length; at += rowLength) {
		const row = after.subarray(at, at + rowLength);
		const old = findKey(before, after, at);
		if (old.isThere) kept += 1;
		if (!old.isThere) changes.push({ operation: added, row });
		else if (compareBytes(before.subarray(old.at, old.at + rowLength), row) !== 0) {
			changes.push({ operation: changed, row });
		}
	}
	if (kept * rowLength !== before.length) throw new Error("a row of a published day was removed");
	return changes;
}

/** Reads the bytes of a delta. Never throws. */
export function readDelta(bytes: Uint8Array): Delta | MalformedDelta {
	if (bytes.length === 0) return malformed("length");
	if (bytes[0] !== 1) return malformed("unknownVersion");
	if (bytes.length < prefixLength) return malformed("length");
	const view = viewOf(bytes);
	const delta: Delta = {
		from: view.getUint32(1),
		to: view.getUint32(5),
		count: view.getUint32(9),
		changes: bytes.subarray(prefixLength),
		bytes,
	};
	if (delta.changes.length !== delta.count * changeLength) return malformed("length");
	if (delta.to <= delta.from) return malformed("versions");
	for (let at = 0; at < delta.changes.length; at += changeLength) {
		if ((delta.changes[at] as number) > changed) return malformed("operation");
		if (at > 0 && compareKeys(delta.changes, at - changeLength + 1, delta.changes, at + 1) >= 0)
			return malformed("order");
	}
	return delta;
}

/**
 * Applies a delta: only the touched buckets are new. On any failure the held list stays in force, and the leaf hashes
 * tell which buckets to fetch (`findDifferingBuckets`).
 */
export function applyDelta(
	held: Allocation,
	header: AllocationHeader,
	delta: Delta,
	crypto: Crypto,
): Allocation | InvalidAllocation {
	if (delta.from !== held.header.version || delta.to !== header.version) return invalidAllocation("foreign");
	const moved = new Map<number, number>();
	const buckets = mergeDelta(held.buckets, delta, moved);
	return "kind" in buckets ? buckets : replaceAllocationBuckets(held, header, buckets, moved, crypto);
}

/** The new contents of the touched buckets, not yet verified. Changes in persons are added to `moved`. */
export function mergeDelta(
	buckets: readonly Uint8Array[],
	{ changes }: Delta,
	moved: Map<number, number>,
): ReadonlyMap<number, Uint8Array> | InvalidAllocation {
	const bucketBits = Math.log2(buckets.length);
	const touched = new Map<number, Uint8Array>();
	for (let start = 0; start < changes.length; ) {
		const bucket = bucketOf(changes, start + 1, bucketBits);
		let end = start + changeLength;
		while (end < changes.length && bucketOf(changes, end + 1, bucketBits) === bucket) end += changeLength;
		const merged = mergeBucket(buckets[bucket] as Uint8Array, changes.subarray(start, end), moved);
		if ("kind" in merged) return merged;
		touched.set(bucket, merged);
		start = end;
	}
	return touched;
}

/** Merges the changes into one bucket's rows. Changes in persons are added to `moved`. */
function mergeBucket(
	rows: Uint8Array,
	changes: Uint8Array,
	moved: Map<number, number>,
): Uint8Array | InvalidAllocation {
	const count = changes.length / changeLength;
	let additions = 0;
	for (let i = 0; i < count; i++) if (changes[i * changeLength] === added) additions += 1;
	const merged = new Uint8Array(rows.length + additions * rowLength);
	let from = 0;
	let to = 0;
	for (let at = 0; at < changes.length; at += changeLength) {
		const isAdded = changes[at] === added;
		const place = findKey(rows, changes, at + 1);
		if (place.isThere === isAdded) return invalidAllocation(isAdded ? "rowThere" : "rowMissing");
		merged.set(rows.subarray(from, place.at), to);
		to += place.at - from;
		from = place.at;
		if (!isAdded) {
			addPersonsMoved(moved, rows, place.at, -1);
			from += rowLength;
		}
		merged.set(changes.subarray(at + 1, at + changeLength), to);
		addPersonsMoved(moved, changes, at + 1, 1);
		to += rowLength;
	}
	merged.set(rows.subarray(from), to);
	return merged;
}

function addPersonsMoved(moved: Map<number, number>, rows: Uint8Array, at: number, sign: 1 | -1): void {
	const session = sessionOf(rows, at);
	moved.set(session, (moved.get(session) ?? 0) + sign * personsOf(rows, at));
}

function malformed(why: MalformedDelta["why"]): MalformedDelta {
	return { kind: "malformed", why };
}

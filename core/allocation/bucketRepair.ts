import { type Crypto, compareBytes, toHex } from "../bytes/bytes.ts";
import { buildTree, leavesOf, rootOf } from "../bytes/merkle.ts";
import { type Allocation, type AllocationHeader, isSuccessor, replaceAllocationBuckets } from "./allocation.ts";
import {
	bucketOf,
	compareKeys,
	type InvalidAllocation,
	invalidAllocation,
	isValidBucket,
	personsOf,
	sessionOf,
} from "./bucket.ts";
import { rowLength } from "./row.ts";

/** Repair when a delta does not lead to the signed root: fetch the leaf hashes, then only the buckets that differ. */

const hashLength = 32;

/** The buckets to fetch, found from concatenated leaf hashes that must hash to the header's root. */
export function findDifferingBuckets(
	held: Allocation,
	header: AllocationHeader,
	leafHashes: Uint8Array,
	crypto: Crypto,
): readonly number[] | InvalidAllocation {
	if (!isSuccessor(held.header, header)) return invalidAllocation("foreign");
	const own = leavesOf(held.tree);
	if (leafHashes.length !== own.length) return invalidAllocation("bucket");
	if (toHex(rootOf(buildTree(leafHashes, crypto))) !== header.root) return invalidAllocation("root");
	const differing: number[] = [];
	for (let at = 0; at < own.length; at += hashLength) {
		const isSame = compareBytes(own.subarray(at, at + hashLength), leafHashes.subarray(at, at + hashLength)) === 0;
		if (!isSame) differing.push(at / hashLength);
	}
	return differing;
}

/** Splits the rows of these buckets, which must ascend. */
export function partitionRows(
	rows: Uint8Array,
	buckets: readonly number[],
	bucketBits: number,
): ReadonlyMap<number, Uint8Array> | InvalidAllocation {
	if (rows.length % rowLength !== 0) return invalidAllocation("rowLength");
	const cut = new Map<number, Uint8Array>();
	let start = 0;
	for (const bucket of buckets) {
		let end = start;
		while (end < rows.length && bucketOf(rows, end, bucketBits) === bucket) end += rowLength;
		cut.set(bucket, rows.subarray(start, end));
		start = end;
	}
	return start === rows.length ? cut : invalidAllocation("bucket");
}

/** The list under a newer header, with these buckets replaced. A bucket that lacks a row it had is refused. */
export function applyFetchedBuckets(
	held: Allocation,
	header: AllocationHeader,
	fetched: ReadonlyMap<number, Uint8Array>,
	crypto: Crypto,
): Allocation | InvalidAllocation {
	const moved = new Map<number, number>();
	for (const [bucket, rows] of fetched) {
		const old = held.buckets[bucket];
		if (old === undefined || !isValidBucket(rows, bucket, held.header.bucketBits)) return invalidAllocation("bucket");
		if (!hasAllRows(old, rows)) return invalidAllocation("rowRemoved");
		addPersonsMoved(moved, old, -1);
		addPersonsMoved(moved, rows, 1);
	}
	return replaceAllocationBuckets(held, header, fetched, moved, crypto);
}

/** Both ascend, so one pass over the new rows suffices. */
function hasAllRows(old: Uint8Array, rows: Uint8Array): boolean {
	let at = 0;
	for (let oldAt = 0; oldAt < old.length; oldAt += rowLength) {
		while (at < rows.length && compareKeys(rows, at, old, oldAt) < 0) at += rowLength;
		if (at >= rows.length || compareKeys(rows, at, old, oldAt) !== 0) return false;
	}
	return true;
}

function addPersonsMoved(moved: Map<number, number>, rows: Uint8Array, sign: 1 | -1): void {
	for (let at = 0; at < rows.length; at += rowLength) {
		const session = sessionOf(rows, at);
		moved.set(session, (moved.get(session) ?? 0) + sign * personsOf(rows, at));
	}
}

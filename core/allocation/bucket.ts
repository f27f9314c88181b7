import { type Crypto, compareBytes, viewOf } from "../bytes/bytes.ts";
import { type Row, rowKeyLength, rowLength, writeRow } from "./row.ts";

/** Buckets: rows in key order, divided by the top bits of their keys. The unit of hashing, storage and repair. */

/** Why bytes are refused although the header's signature is valid: they are not what it covers. */
export type InvalidAllocation = {
	readonly kind: "unfit";
	readonly why:
		| "rowLength"
		| "rowCount"
		| "order"
		| "root"
		| "bucket"
		| "foreign"
		| "rowRemoved"
		| "rowThere"
		| "rowMissing";
};

export function invalidAllocation(why: InvalidAllocation["why"]): InvalidAllocation {
	return { kind: "unfit", why };
}

/** The number of bits that gives buckets of about 256 rows. */
export function chooseBucketBits(rowCount: number): number {
	return Math.max(0, Math.ceil(Math.log2(Math.max(1, rowCount) / 256)));
}

export function bucketOf(bytes: Uint8Array, at: number, bucketBits: number): number {
	return bucketBits === 0 ? 0 : viewOf(bytes).getUint32(at) >>> (32 - bucketBits);
}

/** Encodes rows in key order, ready to be hashed and sent. */
export function packRows(rows: readonly Row[]): Uint8Array {
	const bytes = new Uint8Array(rows.length * rowLength);
	const sorted = rows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	for (const [i, row] of sorted.entries()) writeRow(row, bytes, i * rowLength);
	return bytes;
}

/** Splits rows into buckets without copying. Rows must be strictly ascending. */
export function splitBuckets(rows: Uint8Array, bucketBits: number): readonly Uint8Array[] | InvalidAllocation {
	if (rows.length % rowLength !== 0) return invalidAllocation("rowLength");
	const view = viewOf(rows);
	const buckets: Uint8Array[] = [];
	const width = 2 ** (32 - bucketBits);
	let start = 0;
	let last = 0;
	let limit = width;
	for (let at = 0; at < rows.length; at += rowLength) {
		// The first 32 bits nearly always decide; the whole key is compared only where they are equal.
		const prefix = view.getUint32(at);
		if (prefix <= last && at > 0 && (prefix < last || compareKeys(rows, at - rowLength, rows, at) >= 0)) {
			return invalidAllocation("order");
		}
		for (; prefix >= limit; limit += width) {
			buckets.push(rows.subarray(start, at));
			start = at;
		}
		last = prefix;
	}
	for (; limit <= 2 ** 32; limit += width) {
		buckets.push(rows.subarray(start));
		start = rows.length;
	}
	return buckets;
}

export function compareKeys(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
	for (let i = 0; i < rowKeyLength; i++) {
		const difference = (a[atA + i] as number) - (b[atB + i] as number);
		if (difference !== 0) return difference;
	}
	return 0;
}

/** Offset of the first row whose key is not below the key at offset `at` of `keys` (lower bound). */
export function findKey(
	rows: Uint8Array,
	keys: Uint8Array,
	at: number,
): { readonly at: number; readonly isThere: boolean } {
	let low = 0;
	let high = rows.length / rowLength;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const order = compareKeys(rows, middle * rowLength, keys, at);
		if (order === 0) return { at: middle * rowLength, isThere: true };
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return { at: low * rowLength, isThere: false };
}

/** Whether these are whole rows, strictly ascending, and all of this bucket. */
export function isValidBucket(rows: Uint8Array, bucket: number, bucketBits: number): boolean {
	if (rows.length % rowLength !== 0) return false;
	for (let at = 0; at < rows.length; at += rowLength) {
		if (bucketOf(rows, at, bucketBits) !== bucket) return false;
		if (at > 0 && compareKeys(rows, at - rowLength, rows, at) >= 0) return false;
	}
	return true;
}

/**
 * Computes leaf hashes, SHA-256(0x00 ‖ u32 bucket ‖ its rows), of buckets of at most `mostBytes`, in one reused buffer:
 * a new buffer for each doubles the time.
 */
export function createLeafHasher(mostBytes: number, crypto: Crypto): (bucket: number, rows: Uint8Array) => Uint8Array {
	const bytes = new Uint8Array(5 + mostBytes);
	const view = viewOf(bytes);
	return (bucket, rows) => {
		view.setUint32(1, bucket);
		bytes.set(rows, 5);
		return crypto.hash(bytes.subarray(0, 5 + rows.length));
	};
}

export function hashLeaves(buckets: readonly Uint8Array[], crypto: Crypto): Uint8Array {
	const leaves = new Uint8Array(buckets.length * 32);
	const leaf = createLeafHasher(longestLengthOf(buckets), crypto);
	for (const [bucket, rows] of buckets.entries()) leaves.set(leaf(bucket, rows), bucket * 32);
	return leaves;
}

function longestLengthOf(buckets: readonly Uint8Array[]): number {
	let most = 0;
	for (const { length } of buckets) if (length > most) most = length;
	return most;
}

/** Persons that a row admits: none where it is cancelled or blocked. */
export function personsOf(rows: Uint8Array, at: number): number {
	return rows[at + 32] === 0 ? (rows[at + 22] as number) : 0;
}

export function sessionOf(rows: Uint8Array, at: number): number {
	return ((rows[at + 20] as number) << 8) | (rows[at + 21] as number);
}

export function areRowsEqual(a: Uint8Array, b: Uint8Array): boolean {
	return a === b || (a.length === b.length && compareBytes(a, b) === 0);
}

import { z } from "zod";
import { compareBytes, fromHex, type Hash, toHex, viewOf } from "./bytes.ts";
import { Day, Digest, KioskId, type RowKey, Title } from "./identity.ts";
import { merkleRoot } from "./merkle.ts";
import { type Row, readRow, rowKeyLength, rowLength, writeRow } from "./row.ts";
import { Session } from "./session.ts";

const Key = z.string().regex(/^[0-9a-f]{64}$/);

/** The day's keys sealed to one window (HPKE, RFC 9180): to the X25519 key it made for this day. */
export const SealedKeys = z.strictObject({
	kiosk: KioskId,
	incarnation: z.int().positive(),
	dayKey: Key,
	enc: Key,
	sealed: z.string().regex(/^(?:[0-9a-f]{2}){16,512}$/),
});
export type SealedKeys = z.infer<typeof SealedKeys>;

/** What the allocator signs for one venue and day. Times are Unix milliseconds. */
export const AllocationHeader = z
	.strictObject({
		v: z.literal(1),
		venue: z.int().min(0).max(0xffffffff),
		venueTitle: Title,
		programme: Title,
		day: Day,
		version: z.int().positive(),
		rowCount: z.int().min(0).max(4_000_000),
		bucketBits: z.int().min(0).max(20),
		root: Digest,
		previous: Digest.nullable(),
		opensAt: z.int().nonnegative(),
		closesAt: z.int().nonnegative(),
		sessions: z.array(Session).max(1000),
		policy: z.strictObject({ unlisted: z.literal("refuse") }),
		/** The roster of the day's first header, by which keepers are chosen all day; null where no roster was published. */
		baseRoster: z.strictObject({ epoch: z.int().positive(), hash: Digest }).nullable(),
		sealedKeys: z.array(SealedKeys).max(256),
		/** The hash of the index of short numbers; null for none. */
		numbers: Digest.nullable(),
		/** Every venue of the programme by name, so that a member at the wrong one is sent to the right one. */
		venues: z.array(z.strictObject({ venue: z.int().min(0).max(0xffffffff), title: Title })).max(10_000),
	})
	.refine((header) => header.opensAt < header.closesAt, "a day must open before it closes")
	.refine(
		(header) => new Set(header.sessions.map(({ session }) => session)).size === header.sessions.length,
		"a session is named twice",
	);
export type AllocationHeader = z.infer<typeof AllocationHeader>;

/** A verified list: looked up by binary search in the very bytes that were hashed. */
export type Allocation = { readonly header: AllocationHeader; readonly buckets: readonly Uint8Array[] };

export type Unfit = { readonly kind: "unfit"; readonly why: "rowLength" | "rowCount" | "order" | "root" };

/** Bits that make buckets of about 256 rows. */
export function bucketBitsFor(rowCount: number): number {
	return Math.max(0, Math.ceil(Math.log2(Math.max(1, rowCount) / 256)));
}

export function bucketOf(bytes: Uint8Array, at: number, bucketBits: number): number {
	return bucketBits === 0 ? 0 : viewOf(bytes).getUint32(at) >>> (32 - bucketBits);
}

/** Rows in key order, ready to be hashed and sent. */
export function packRows(rows: readonly Row[]): Uint8Array {
	const bytes = new Uint8Array(rows.length * rowLength);
	const sorted = rows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	for (const [i, row] of sorted.entries()) writeRow(row, bytes, i * rowLength);
	return bytes;
}

/** Cuts rows into their buckets without copying, refusing any that are not strictly ascending. */
export function splitBuckets(rows: Uint8Array, bucketBits: number): readonly Uint8Array[] | Unfit {
	if (rows.length % rowLength !== 0) return { kind: "unfit", why: "rowLength" };
	if (!isAscending(rows)) return { kind: "unfit", why: "order" };
	const view = viewOf(rows);
	const buckets: Uint8Array[] = [];
	let start = 0;
	for (let bucket = 0; bucket < 2 ** bucketBits; bucket++) {
		let end = start;
		while (end < rows.length && (bucketBits === 0 || view.getUint32(end) >>> (32 - bucketBits) === bucket))
			end += rowLength;
		buckets.push(rows.subarray(start, end));
		start = end;
	}
	return buckets;
}

/** Compares keys by their first 32 bits, and by all bytes only where those are equal. */
function isAscending(rows: Uint8Array): boolean {
	const view = viewOf(rows);
	let last = -1;
	for (let at = 0; at < rows.length; at += rowLength) {
		const first = view.getUint32(at);
		if (first < last || (first === last && compareBytes(keyAt(rows, at - rowLength), keyAt(rows, at)) >= 0))
			return false;
		last = first;
	}
	return true;
}

/** SHA-256(0x00 ‖ u32 bucket ‖ its rows). */
export function leafHash(bucket: number, rows: Uint8Array, hash: Hash): Uint8Array {
	const bytes = new Uint8Array(5 + rows.length);
	viewOf(bytes).setUint32(1, bucket);
	bytes.set(rows, 5);
	return hash(bytes);
}

export function allocationRoot(buckets: readonly Uint8Array[], hash: Hash): Digest {
	const leaves = buckets.map((rows, bucket) => leafHash(bucket, rows, hash));
	return toHex(merkleRoot(leaves, hash)) as Digest;
}

/** Puts rows under a header whose signature has been checked: they are used only if they are exactly those it names. */
export function verifyAllocation(header: AllocationHeader, rows: Uint8Array, hash: Hash): Allocation | Unfit {
	if (rows.length !== header.rowCount * rowLength) return { kind: "unfit", why: "rowCount" };
	const buckets = splitBuckets(rows, header.bucketBits);
	if ("kind" in buckets) return buckets;
	if (allocationRoot(buckets, hash) !== header.root) return { kind: "unfit", why: "root" };
	return { header, buckets };
}

export function findRow(allocation: Allocation, key: RowKey): Row | null {
	const wanted = fromHex(key) as Uint8Array;
	const rows = allocation.buckets[bucketOf(wanted, 0, allocation.header.bucketBits)];
	if (rows === undefined) return null;
	let low = 0;
	let high = rows.length / rowLength;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const order = compareBytes(keyAt(rows, middle * rowLength), wanted);
		if (order === 0) return readRow(rows, middle * rowLength);
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return null;
}

/** Persons that may come, by session: what a window shows as "allocated". Cancelled and blocked vouchers do not count. */
export function personsAllocated(allocation: Allocation): ReadonlyMap<number, number> {
	const bySession = new Map<number, number>();
	for (const rows of allocation.buckets) {
		const view = viewOf(rows);
		for (let at = 0; at < rows.length; at += rowLength) {
			if (view.getUint8(at + 32) !== 0) continue;
			const session = view.getUint16(at + 20);
			bySession.set(session, (bySession.get(session) ?? 0) + view.getUint8(at + 22));
		}
	}
	return bySession;
}

function keyAt(rows: Uint8Array, at: number): Uint8Array {
	return rows.subarray(at, at + rowKeyLength);
}

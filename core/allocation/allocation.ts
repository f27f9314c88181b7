/**
 * The allocation folder: the signed list of one venue and day. Rows, buckets, deltas and repair; sessions, seats and
 * short numbers. This file holds the header and the verified list.
 */
import { z } from "zod";
import { type Crypto, fromHex, toHex } from "../bytes/bytes.ts";
import { buildTree, type MerkleTree, replaceLeaves, rootOf } from "../bytes/merkle.ts";
import { Day, Digest, KioskId, type RowKey, Title } from "../identity.ts";
import {
	bucketOf,
	createLeafHasher,
	findKey,
	hashLeaves,
	type InvalidAllocation,
	invalidAllocation,
	personsOf,
	sessionOf,
	splitBuckets,
} from "./bucket.ts";
import { type Row, readRow, rowLength } from "./row.ts";
import { Session } from "./session.ts";

const Key = z.string().regex(/^[0-9a-f]{64}$/);

/** The day's keys, sealed (HPKE, RFC 9180) to the X25519 key that one kiosk made for this day. */
export const SealedKeys = z.strictObject({
	kiosk: KioskId,
	incarnation: z.int().positive(),
	dayKey: Key,
	enc: Key,
	sealed: z.string().regex(/^(?:[0-9a-f]{2}){16,512}$/),
});
export type SealedKeys = z.infer<typeof SealedKeys>;

/** The signed header of one venue's list for one day. Times are Unix milliseconds. */
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
		/**
		 * The roster of the day's first header, by which keepers are chosen all day; null where no roster was
		 * published.
		 */
		baseRoster: z.strictObject({ epoch: z.int().positive(), hash: Digest }).nullable(),
		sealedKeys: z.array(SealedKeys).max(256),
		/** The hash of the index of short numbers; null for none. */
		numbers: Digest.nullable(),
		/** The name of every venue of the programme, so that a member at the wrong one can be directed. */
		venues: z.array(z.strictObject({ venue: z.int().min(0).max(0xffffffff), title: Title })).max(10_000),
	})
	.refine((header) => header.opensAt < header.closesAt, "a day must open before it closes")
	.refine(
		(header) => new Set(header.sessions.map(({ session }) => session)).size === header.sessions.length,
		"a session is named twice",
	);
export type AllocationHeader = z.infer<typeof AllocationHeader>;

/** Persons allocated, by session; sessions without any are left out. */
export type PersonsBySession = ReadonlyMap<number, number>;

/**
 * A verified list, binary-searched in the bytes that were hashed. The Merkle tree over its buckets is kept, so that the
 * cost of an update depends on the number of changes and not on the length of the list.
 */
export type Allocation = {
	readonly header: AllocationHeader;
	readonly buckets: readonly Uint8Array[];
	readonly tree: MerkleTree;
	readonly persons: PersonsBySession;
};

export function computeAllocationRoot(buckets: readonly Uint8Array[], crypto: Crypto): Digest {
	return digestOf(rootOf(buildTree(hashLeaves(buckets, crypto), crypto)));
}

/** Checks rows against a header whose signature was verified: they must hash to the root it names. */
export function verifyAllocation(
	header: AllocationHeader,
	rows: Uint8Array,
	crypto: Crypto,
): Allocation | InvalidAllocation {
	if (rows.length !== header.rowCount * rowLength) return invalidAllocation("rowCount");
	const buckets = splitBuckets(rows, header.bucketBits);
	if ("kind" in buckets) return buckets;
	const tree = buildTree(hashLeaves(buckets, crypto), crypto);
	if (digestOf(rootOf(tree)) !== header.root) return invalidAllocation("root");
	return { header, buckets, tree, persons: countPersons(rows) };
}

/**
 * The allocation with some buckets replaced, under a newer header of the same day. `held` is not changed and stays in
 * force until the caller replaces it; untouched buckets are shared, not copied.
 */
export function replaceAllocationBuckets(
	held: Allocation,
	header: AllocationHeader,
	changed: ReadonlyMap<number, Uint8Array>,
	moved: PersonsBySession,
	crypto: Crypto,
): Allocation | InvalidAllocation {
	if (!isSuccessor(held.header, header)) return invalidAllocation("foreign");
	let rowCount = held.header.rowCount;
	let longest = 0;
	for (const [bucket, rows] of changed) {
		rowCount += (rows.length - (held.buckets[bucket]?.length ?? 0)) / rowLength;
		longest = Math.max(longest, rows.length);
	}
	if (rowCount !== header.rowCount) return invalidAllocation("rowCount");
	const leaf = createLeafHasher(longest, crypto);
	const leaves = new Map<number, Uint8Array>();
	for (const [bucket, rows] of changed) leaves.set(bucket, leaf(bucket, rows));
	const tree = replaceLeaves(held.tree, leaves, crypto);
	if (digestOf(rootOf(tree)) !== header.root) return invalidAllocation("root");
	const buckets = held.buckets.slice();
	for (const [bucket, rows] of changed) buckets[bucket] = rows;
	return { header, buckets, tree, persons: addPersons(held.persons, moved) };
}

/** Whether it has the same day, venue and bucket bits, and a higher version. */
export function isSuccessor(held: AllocationHeader, next: AllocationHeader): boolean {
	const isSameDay = held.venue === next.venue && held.day === next.day && held.bucketBits === next.bucketBits;
	return isSameDay && held.version < next.version;
}

export function findRow(allocation: Allocation, key: RowKey): Row | null {
	const wanted = fromHex(key) as Uint8Array;
	const rows = allocation.buckets[bucketOf(wanted, 0, allocation.header.bucketBits)];
	if (rows === undefined) return null;
	const { at, isThere } = findKey(rows, wanted, 0);
	return isThere ? readRow(rows, at) : null;
}

/** The persons that a kiosk shows as allocated. Cancelled and blocked vouchers do not count. */
export function allocatedPersonsOf(allocation: Allocation): PersonsBySession {
	return allocation.persons;
}

function countPersons(rows: Uint8Array): PersonsBySession {
	const bySession = new Uint32Array(0x10000);
	for (let at = 0; at < rows.length; at += rowLength) {
		const session = sessionOf(rows, at);
		bySession[session] = (bySession[session] as number) + personsOf(rows, at);
	}
	const persons = new Map<number, number>();
	for (const [session, count] of bySession.entries()) if (count > 0) persons.set(session, count);
	return persons;
}

function addPersons(held: PersonsBySession, moved: PersonsBySession): PersonsBySession {
	const persons = new Map(held);
	for (const [session, count] of moved) persons.set(session, (persons.get(session) ?? 0) + count);
	for (const [session, count] of persons) if (count === 0) persons.delete(session);
	return persons;
}

function digestOf(root: Uint8Array): Digest {
	return toHex(root) as Digest;
}

import {
	type Allocation,
	type AllocationHeader,
	isSuccessor,
	verifyAllocation,
} from "../../core/allocation/allocation.ts";
import { applyFetchedBuckets, findDifferingBuckets, partitionRows } from "../../core/allocation/bucketRepair.ts";
import { applyDelta, type Delta, deltaLengthOf, makeDelta, readDelta } from "../../core/allocation/delta.ts";
import { rowLength } from "../../core/allocation/row.ts";
import { leavesOf } from "../../core/bytes/merkle.ts";
import { mostBucketsPerRequest, paths } from "../../core/protocol/protocol.ts";
import { crypto } from "../crypto/signature.ts";
import type { HubAnswer, HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** The list under a header; `delta` is what led to it from the one held, null when it was fetched whole. */
export type FetchedAllocation = {
	readonly kind: "listed";
	readonly allocation: Allocation;
	readonly delta: Delta | null;
};

/** What came is not what the header signs. The next way is tried; after the last, what is held stays. */
type Mismatch = { readonly kind: "unfit" };
type FetchResult = FetchedAllocation | Mismatch | HubFailure;

/**
 * How a window gets the rows under a header that it has taken: by the delta from what it holds; when that does not lead
 * there, by the leaf hashes and the buckets that differ; else whole. Interrupted, it goes on next time from the same byte.
 */
export async function fetchAllocation(
	account: HubSession,
	held: Allocation | null,
	header: AllocationHeader,
): Promise<FetchResult> {
	const fetched = await fetchShortest(createRowSource(account, header), held, header);
	if (fetched.kind !== "failed") account.discardDownloads();
	return fetched;
}

async function fetchShortest(
	source: RowSource,
	held: Allocation | null,
	header: AllocationHeader,
): Promise<FetchResult> {
	if (held !== null && isSuccessor(held.header, header)) {
		const next = await fetchDelta(source, held, header);
		if (next.kind !== "unfit") return next;
		const mended = await fetchBuckets(source, held, header);
		if (mended.kind !== "unfit") return mended;
	}
	return fetchWhole(source, header);
}

async function fetchDelta(source: RowSource, held: Allocation, header: AllocationHeader): Promise<FetchResult> {
	const answer = await source.delta(held.header.version);
	if (answer.kind === "failed") return classifyFailure(answer);
	const delta = readDelta(answer.value);
	if ("kind" in delta) return { kind: "unfit" };
	return toFetchResult(applyDelta(held, header, delta, crypto), delta);
}

async function fetchBuckets(source: RowSource, held: Allocation, header: AllocationHeader): Promise<FetchResult> {
	const leaves = await source.leaves(leavesOf(held.tree).length);
	if (leaves.kind === "failed") return classifyFailure(leaves);
	const differing = findDifferingBuckets(held, header, leaves.value, crypto);
	// Beyond half of the list the whole of it is as good.
	if ("kind" in differing || differing.length * 2 > held.buckets.length) return { kind: "unfit" };
	const buckets = new Map<number, Uint8Array>();
	for (let i = 0; i < differing.length; i += mostBucketsPerRequest) {
		const asked = differing.slice(i, i + mostBucketsPerRequest);
		const rows = await source.buckets(asked);
		if (rows.kind === "failed") return classifyFailure(rows);
		const cut = partitionRows(rows.value, asked, header.bucketBits);
		if ("kind" in cut) return { kind: "unfit" };
		for (const [bucket, its] of cut) buckets.set(bucket, its);
	}
	const mended = applyFetchedBuckets(held, header, buckets, crypto);
	return "kind" in mended ? { kind: "unfit" } : toFetchResult(mended, buildDelta(held, mended));
}

async function fetchWhole(source: RowSource, header: AllocationHeader): Promise<FetchResult> {
	const rows = await source.rows();
	return rows.kind === "failed" ? rows : toFetchResult(verifyAllocation(header, rows.value, crypto), null);
}

function toFetchResult(
	allocation: ReturnType<typeof verifyAllocation>,
	delta: Delta | null,
): FetchedAllocation | Mismatch {
	return "kind" in allocation ? { kind: "unfit" } : { kind: "listed", allocation, delta };
}

/** A hub that has not this, or says nonsense here, is asked in the next way; one that cannot be heard is left alone. */
function classifyFailure(failure: HubFailure): Mismatch | HubFailure {
	const isGone = failure.trouble === "rubbish" || failure.status === 404 || failure.status === 410;
	return isGone ? { kind: "unfit" } : failure;
}

/** What the buckets came to, so that it is kept as any delta is and the list is not written anew. */
function buildDelta(held: Allocation, mended: Allocation): Delta {
	const before = { version: held.header.version, buckets: held.buckets };
	const after = { version: mended.header.version, buckets: mended.buckets };
	const delta = readDelta(makeDelta(before, after));
	if ("kind" in delta) throw new Error(`a delta was made that cannot be read: ${delta.why}`);
	return delta;
}

type RowSource = {
	readonly delta: (from: number) => Promise<HubAnswer<Uint8Array>>;
	readonly leaves: (bytes: number) => Promise<HubAnswer<Uint8Array>>;
	readonly buckets: (of: readonly number[]) => Promise<HubAnswer<Uint8Array>>;
	readonly rows: () => Promise<HubAnswer<Uint8Array>>;
};

/** What the hub has of one list. None of it can be longer than the signed header allows. */
function createRowSource(account: HubSession, { day, version, root, rowCount }: AllocationHeader): RowSource {
	const { kiosk } = account.identity;
	const list = `${day} ${version} ${root}`;
	return {
		delta: (from) => account.download(paths.delta(kiosk, day, version, from), list, deltaLengthOf(rowCount)),
		leaves: (bytes) => account.download(paths.leaves(kiosk, day, version), list, bytes),
		buckets: (of) => account.download(paths.buckets(kiosk, day, version, of), list, rowCount * rowLength),
		rows: () => account.download(paths.rows(kiosk, day, version), list, rowCount * rowLength),
	};
}

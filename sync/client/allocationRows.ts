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

/** The allocation that a header signs; `delta` leads to it from the one held, and is null when all rows were fetched. */
export type FetchedAllocation = {
	readonly kind: "listed";
	readonly allocation: Allocation;
	readonly delta: Delta | null;
};

/** The rows fetched are not those the header signs. The next method is tried; after the last, the held allocation stays. */
type Mismatch = { readonly kind: "unfit" };
type FetchResult = FetchedAllocation | Mismatch | HubFailure;

/**
 * Fetches the rows of an accepted header: by the delta from the held version; when that does not lead to the signed root,
 * by leaf hashes and the buckets that differ; else all rows. An interrupted download resumes at the same byte.
 */
export async function fetchAllocation(
	session: HubSession,
	held: Allocation | null,
	header: AllocationHeader,
): Promise<FetchResult> {
	const fetched = await fetchShortest(createRowSource(session, header), held, header);
	if (fetched.kind !== "failed") session.discardDownloads();
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
	// When more than half of the buckets differ, fetching all rows costs about the same.
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

/** Missing or malformed parts lead to the next method; an unreachable hub ends the fetch. */
function classifyFailure(failure: HubFailure): Mismatch | HubFailure {
	const isGone = failure.trouble === "rubbish" || failure.status === 404 || failure.status === 410;
	return isGone ? { kind: "unfit" } : failure;
}

/** The repaired buckets as a delta, so that the store writes only what changed. */
function buildDelta(held: Allocation, mended: Allocation): Delta {
	const before = { version: held.header.version, buckets: held.buckets };
	const after = { version: mended.header.version, buckets: mended.buckets };
	const delta = readDelta(makeDelta(before, after));
	if ("kind" in delta) throw new Error(`The delta built from repaired buckets cannot be read: ${delta.why}.`);
	return delta;
}

type RowSource = {
	readonly delta: (from: number) => Promise<HubAnswer<Uint8Array>>;
	readonly leaves: (bytes: number) => Promise<HubAnswer<Uint8Array>>;
	readonly buckets: (of: readonly number[]) => Promise<HubAnswer<Uint8Array>>;
	readonly rows: () => Promise<HubAnswer<Uint8Array>>;
};

/** The parts of one allocation at the hub, each bounded by the length that the signed header implies. */
function createRowSource(session: HubSession, { day, version, root, rowCount }: AllocationHeader): RowSource {
	const { kiosk } = session.identity;
	const list = `${day} ${version} ${root}`;
	return {
		delta: (from) => session.download(paths.delta(kiosk, day, version, from), list, deltaLengthOf(rowCount)),
		leaves: (bytes) => session.download(paths.leaves(kiosk, day, version), list, bytes),
		buckets: (of) => session.download(paths.buckets(kiosk, day, version, of), list, rowCount * rowLength),
		rows: () => session.download(paths.rows(kiosk, day, version), list, rowCount * rowLength),
	};
}

import type { Digest } from "../../../core/identity.ts";
import { emptyJournalHead, type JournalHead } from "../../../core/journal/journal.ts";
import type { Branch } from "../store/branches.ts";
import type { Incarnation } from "../store/incarnations.ts";
import type { StoredLine } from "../store/lines.ts";
import type { Store } from "../store/store.ts";
import type { CheckedLine } from "./checkBatch.ts";

/** One incarnation as stored: the main chain and its branches. Every distinct line is in it once. */
export type Chain = { readonly of: Incarnation; readonly branches: readonly Branch[] };

export type AttachResult =
	/** The batch continues this branch. Its first lines, which are stored already, are left out of `fresh`. */
	| { readonly kind: "attached"; readonly branch: number; readonly fresh: readonly CheckedLine[] }
	| { readonly kind: "gap" }
	/** `prev` of its first line is not the hash of any stored line at that seq; `held` is the line stored there. */
	| { readonly kind: "otherHistory"; readonly held: StoredLine | null };

export function readChain(store: Store, of: Incarnation): Chain {
	return { of, branches: store.branches.listOf(of.kiosk, of.incarnation) };
}

/** The highest seq of all branches. */
export function sizeOf({ of, branches }: Chain): number {
	return Math.max(of.size, ...branches.map(({ size }) => size));
}

/** The number of lines of all branches together. */
export function linesOf({ of, branches }: Chain): number {
	return branches.reduce((sum, { size, forkedAt }) => sum + size - forkedAt + 1, of.size);
}

/** The lowest seq at which a branch forks; null without branches. */
export function forkedAtOf({ branches }: Chain): number | null {
	return branches.length === 0 ? null : Math.min(...branches.map(({ forkedAt }) => forkedAt));
}

/** The branch that holds line `seq` of the history that ends in `branch`. */
export function branchAt(chain: Chain, branch: number, seq: number): number {
	const found = chain.branches.find((one) => one.branch === branch);
	return found === undefined || seq >= found.forkedAt ? branch : branchAt(chain, found.parent, seq);
}

/** The branch that holds a line with this seq and digest, or null. */
export function findBranchHolding(store: Store, { of }: Chain, { seq, digest }: JournalHead): number | null {
	if (seq === 0) return digest === emptyJournalHead.digest ? 0 : null;
	const held = store.lines.listAt(of.kiosk, of.incarnation, seq);
	return held.find((line) => line.digest === digest)?.branch ?? null;
}

/** Finds the branch that a batch continues. Only its first lines can be stored already: no successor of a missing line is stored. */
export function attach(store: Store, chain: Chain, batch: readonly [CheckedLine, ...CheckedLine[]]): AttachResult {
	const { kiosk, incarnation } = chain.of;
	const [{ prev, head: first }] = batch;
	const size = sizeOf(chain);
	const before = { seq: first.seq - 1, digest: prev ?? mainDigestAt(store, chain, first.seq - 1) };
	let branch = findBranchHolding(store, chain, before);
	if (branch === null) {
		if (before.seq > size) return { kind: "gap" };
		return { kind: "otherHistory", held: store.lines.listAt(kiosk, incarnation, before.seq)[0] ?? null };
	}
	let held = 0;
	for (const { head } of batch) {
		if (head.seq > size) break;
		// By hash: a line that was stored before the kiosk's disk damaged it is the same line.
		const same = store.lines.listAt(kiosk, incarnation, head.seq).find(({ digest }) => digest === head.digest);
		if (same === undefined) break;
		branch = same.branch;
		held += 1;
	}
	return { kind: "attached", branch, fresh: batch.slice(held) };
}

/** A damaged line does not say what it follows: it is taken to follow the main chain. */
function mainDigestAt(store: Store, { of }: Chain, seq: number): Digest {
	return store.lines.listAt(of.kiosk, of.incarnation, seq)[0]?.digest ?? emptyJournalHead.digest;
}

import { createHash } from "node:crypto";
import { type Digest, type KioskId, zeroDigest } from "../../../core/identity.ts";
import type { Entry, JournalHead } from "../../../core/journal/journal.ts";
import type { AlarmKind } from "../store/alarms.ts";
import type { Incarnation } from "../store/incarnations.ts";
import type { Flag, StoredLine } from "../store/lines.ts";
import type { VoucherRow } from "../store/standings.ts";
import type { Store } from "../store/store.ts";
import { attach, branchAt, type Chain, readChain } from "./chain.ts";
import { type Batch, type CheckedLine, checkBatch, type InvalidBatch, type Sender } from "./checkBatch.ts";
import { compareClocks } from "./compareClocks.ts";
import { settleVouchers } from "./settleVouchers.ts";
import { applyEntry } from "./standings.ts";

/** The incarnation is stored through line `size`, whose hash is `head`. */
export type AcceptedBatch = {
	readonly kind: "accepted";
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly size: number;
	readonly head: Digest;
	readonly nonce: string;
};

export type IngestResult =
	| AcceptedBatch
	/** The lines are held, but the sender must take a new incarnation before it writes more. */
	| { readonly kind: "closed"; readonly by: "fork" | "successor"; readonly through: AcceptedBatch }
	| { readonly kind: "outOfStep"; readonly expected: number }
	/** The lines follow a history whose beginning the hub lacks. The sender must send it from its first line. */
	| { readonly kind: "otherHistory" }
	| InvalidBatch;

/**
 * Applies a batch of a kiosk's journal: all of it or nothing, in one transaction, each distinct line once. Refusals are
 * values, so that the alarm they raise is committed with them. Lines for a closed incarnation are stored in branches.
 */
export function ingest(store: Store, sender: Sender, received: Batch, nowMs: number, nonce: string): IngestResult {
	const { texts } = received;
	// Signatures are checked before the transaction begins: they depend on nothing in it and take most of the time.
	const batch = checkBatch(sender, received);
	return store.transact(() => {
		const { kiosk, venue } = sender.kiosk;
		store.kiosks.markSeen(kiosk, nowMs);
		const wanted = "kind" in batch ? sender.incarnation : (batch[0]?.incarnation ?? sender.incarnation);
		const incarnation = requireIncarnation(store, kiosk, wanted);
		const alarm = (kind: AlarmKind, seq: number, evidence: string, held: StoredLine | null = null) =>
			store.alarms.raise({
				...{ venue, kiosk, incarnation: wanted, kind, seq, evidence },
				...{ held: held?.line ?? null, heldAt: held?.receivedAt ?? null, batch: describeBatch(texts), at: nowMs },
			});
		const answer = (last: CheckedLine | undefined) =>
			ingestResultOf(requireIncarnation(store, kiosk, wanted), sender, last);

		if ("kind" in batch) {
			alarm(batch.kind, incarnation.size + 1, texts[batch.position] ?? "");
			return batch;
		}
		const [first, ...rest] = batch;
		if (first === undefined) return answer(undefined);
		const chain = readChain(store, incarnation);
		const attached = attach(store, chain, [first, ...rest]);
		if (attached.kind === "gap") {
			alarm("truncation", first.head.seq, first.text, store.lines.listAt(kiosk, wanted, incarnation.size)[0]);
			return { kind: "outOfStep", expected: incarnation.closedBy === null ? incarnation.size + 1 : 1 };
		}
		if (attached.kind === "otherHistory") {
			alarm("fork", first.head.seq, first.text, attached.held);
			store.incarnations.closeThrough(kiosk, wanted, "fork", nowMs);
			return { kind: "otherHistory" };
		}
		const [next] = attached.fresh;
		const last = attached.fresh.at(-1);
		if (next === undefined || last === undefined) return answer(batch.at(-1));
		const [other] = store.lines.listAt(kiosk, wanted, next.head.seq);
		if (other !== undefined) {
			alarm("fork", next.head.seq, next.text, other);
			store.incarnations.closeThrough(kiosk, wanted, "fork", nowMs);
		}
		const end = openBranchEnd(store, chain, attached.branch, next);
		const since = store.movements.newestArrival();
		const moved = attached.fresh.map((line) => storeLine(store, end.chain, end.branch, line, nowMs));
		settleVouchers(
			store,
			moved.filter((voucher) => voucher !== null),
			nowMs,
			since,
		);
		for (const line of listFlagged(store, end, next, last)) alarm("flagged", line.seq, line.line);
		end.advance(last.head, nonce);
		return answer(last);
	});
}

/** Where the next line is stored: at the end of an existing branch, or on a new one. */
type BranchEnd = {
	readonly chain: Chain;
	readonly branch: number;
	readonly advance: (to: JournalHead, nonce: string) => void;
};

/** The main chain grows only while the incarnation is open; lines for a closed one are stored in a branch. */
function openBranchEnd(store: Store, chain: Chain, after: number, next: CheckedLine): BranchEnd {
	const { of, branches } = chain;
	const from = next.head.seq - 1;
	if (after === 0 && of.closedBy === null && of.size === from) {
		return { chain, branch: 0, advance: (to, nonce) => store.incarnations.advance(of, to, nonce) };
	}
	const grown = branches.find(({ branch, size }) => branch === after && size === from);
	if (grown !== undefined) {
		return { chain, branch: after, advance: (to) => store.branches.advance(grown, to) };
	}
	const { kiosk, incarnation } = of;
	const branch = branches.length + 1;
	const added = {
		kiosk,
		incarnation,
		branch,
		parent: after,
		forkedAt: from + 1,
		size: from,
		head: next.prev ?? zeroDigest,
	};
	store.branches.add(added);
	return {
		chain: { of, branches: [...branches, added] },
		branch,
		advance: (to) => store.branches.advance(added, to),
	};
}

function ingestResultOf(of: Incarnation, sender: Sender, last: CheckedLine | undefined): IngestResult {
	const { kiosk, incarnation, closedBy, size, head, nonce } = of;
	const held =
		closedBy === null || last === undefined ? { size, head } : { size: last.head.seq, head: last.head.digest };
	const through: AcceptedBatch = { kind: "accepted", kiosk, incarnation, ...held, nonce };
	return closedBy === null || incarnation !== sender.incarnation ? through : { kind: "closed", by: closedBy, through };
}

/** Stores a line. One that cannot be parsed is stored with a flag: its successors' `prev` needs it. Returns the voucher that it moves persons of. */
function storeLine(
	store: Store,
	chain: Chain,
	branch: number,
	{ text, venue, head, entry, isDamaged }: CheckedLine,
	nowMs: number,
): VoucherRow | null {
	const { kiosk, incarnation } = chain.of;
	const { seq, digest } = head;
	const honoured = store.revocations.findLastHonoured(kiosk, incarnation);
	// A stolen disk that was set back could write lines before the last honoured one: they begin a branch.
	const isLate = honoured !== null && (seq > honoured || branch > 0);
	const flag = isLate ? "afterRevocation" : isDamaged ? "damaged" : findLineFlag(entry);
	store.lines.add({
		...{ venue, kiosk, incarnation, branch, seq, digest },
		...{ kind: entry?.kind ?? null, at: entry?.at ?? null, flag, receivedAt: nowMs, line: text },
	});
	if (entry === null || isLate) return null;
	compareClocks(store, { venue, kiosk, incarnation, seq, entry, text }, nowMs);
	return applyEntry(store, entry, { branch, ofBranch: ofBranchIn(chain, branch, entry) }, nowMs);
}

/** A flag for what a line says by itself; those that depend on its voucher are set with the standing. */
export function findLineFlag(entry: Entry | null): Flag | null {
	if (entry === null) return "unreadable";
	const isMoving = entry.kind === "redeemed" || entry.kind === "voided";
	return isMoving && entry.day === null ? "withoutDay" : null;
}

/** The branch of the admission that a void takes back. */
export function ofBranchIn(chain: Chain, branch: number, entry: Entry): number {
	return entry.kind === "voided" ? branchAt(chain, branch, entry.line) : branch;
}

/** The stored lines from `first` to `last` that a person should look at: all flagged ones, and the first of a voucher that is on no list. */
function listFlagged(
	store: Store,
	{ chain, branch }: BranchEnd,
	first: CheckedLine,
	last: CheckedLine,
): readonly StoredLine[] {
	const { kiosk, incarnation } = chain.of;
	const stored = store.lines
		.listBetween(kiosk, incarnation, first.head.seq - 1, last.head.seq)
		.filter((line) => line.branch === branch && line.flag !== null);
	const unlisted = stored.find(({ flag }) => flag === "unlisted");
	return stored.filter((line) => line.flag !== "unlisted" || line === unlisted);
}

function requireIncarnation(store: Store, kiosk: KioskId, incarnation: number): Incarnation {
	const held = store.incarnations.find(kiosk, incarnation);
	if (held === null) throw new Error(`Incarnation ${incarnation} of ${kiosk} is gone.`);
	return held;
}

/** Identifies the batch in an alarm's evidence: the number of its lines and their SHA-256. */
function describeBatch(texts: readonly string[]): string {
	const sha256 = createHash("sha256");
	for (const text of texts) sha256.update(`${text}\n`);
	return JSON.stringify({ lines: texts.length, sha256: sha256.digest("hex") });
}

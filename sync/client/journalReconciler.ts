import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import type { Digest, PublicKey } from "../../core/identity.ts";
import { type Entry, emptyJournalHead, hashLine, type JournalHead, readLine } from "../../core/journal/journal.ts";
import {
	buildIncarnationMessage,
	type Checkpoint,
	HeadAnswer,
	IncarnationAnswer,
	type IncarnationSummary,
	JournalAnswer,
	paths,
} from "../../core/protocol/protocol.ts";
import { crypto } from "../crypto/signature.ts";
import { type HubFailure, makeFailure } from "./hubRequest.ts";
import { type Outbox, readCheckpoint } from "./push.ts";
import { buildPost, type HubSession } from "./session.ts";

/**
 * A line of this kiosk that this disk lacks: a copy of the disk wrote it, or this disk before it was restored from a
 * backup. `entry` is null where this version cannot read it; `prev` is null where the hub got it damaged.
 */
export type LostLine = JournalHead & {
	readonly incarnation: number;
	readonly prev: Digest | null;
	readonly entry: Entry | null;
	readonly text: string;
};

/** What the reconciler needs of the journal: its current incarnation, the earlier ones, and a store for recovered lines. */
export type RecoverableJournal = Outbox & {
	/** Oldest first, without the current one. */
	readonly earlierIncarnations: () => readonly Outbox[];
	/** `sound` may be written; `restored` needs a new incarnation; `recovering` has one and lacks its lost lines. */
	readonly recoveryState: () => "sound" | "restored" | "recovering";
	/** Durably forbids further entries in the current incarnation. */
	readonly freeze: () => void;
	/** Durably begins the next incarnation; its first line names the one before. False when the write failed. */
	readonly beginIncarnation: (incarnation: number) => boolean;
	readonly hasRecovered: (digest: Digest) => boolean;
	readonly addRecovered: (lost: readonly LostLine[]) => void;
	/** Durably notes that all lost lines which the hub held are here. */
	readonly completeRecovery: () => void;
};

export type ReconcileResult = { readonly kind: "settled" } | HubFailure;

/** Detects a forked journal: compares heads with the hub at each sign-in, and begins a new incarnation when they differ. */
export type JournalReconciler = {
	/** Resolves when the journal may be pushed: it agrees with the hub's, or a new incarnation was begun and the lost lines are here. */
	readonly reconcile: () => Promise<ReconcileResult>;
};

export function createReconciler(
	session: HubSession,
	journal: RecoverableJournal,
	publicKey: PublicKey,
	newRequest: () => string,
): JournalReconciler {
	const { kiosk, sign } = session.identity;
	const key = fromHex(publicKey) as Uint8Array;
	let heardAt = 0;
	let request = newRequest();
	/** By incarnation: how many lines the hub held when they were last fetched. */
	const learnt = new Map<number, number>();

	async function settle(): Promise<ReconcileResult> {
		if (journal.recoveryState() === "sound" && heardAt > 0 && heardAt === session.signInCount())
			return { kind: "settled" };
		const answer = await session.requestJson({ method: "GET", path: paths.head(kiosk) }, HeadAnswer);
		if (answer.kind === "failed") return answer;
		const checkpoint = readCheckpoint(session, answer.value.checkpoint);
		if (checkpoint === null) return makeFailure("rubbish");
		if (journal.recoveryState() !== "restored" && !isOurs(checkpoint, answer.value.state)) journal.freeze();
		switch (journal.recoveryState()) {
			case "sound":
				rewind(checkpoint, answer.value.held);
				return (await recover(answer.value.held)) ?? agree();
			case "restored":
				return (await renew()) ?? settle();
			case "recovering":
				return (await recover(answer.value.held)) ?? trust();
		}
	}

	function trust(): Promise<ReconcileResult> {
		journal.completeRecovery();
		return settle();
	}

	function agree(): ReconcileResult {
		heardAt = session.signInCount();
		return { kind: "settled" };
	}

	/** The hub's newest incarnation is this one, and its head is in this journal. */
	function isOurs(heard: Checkpoint, state: HeadAnswer["state"]): boolean {
		return (
			state === "open" && heard.incarnation === journal.incarnation() && journal.digestAt(heard.size) === heard.head
		);
	}

	/** A hub that was restored from a backup holds fewer lines than it acknowledged: they are sent again. */
	function rewind(heard: Checkpoint, held: readonly IncarnationSummary[]): void {
		if (heard.size < journal.acknowledged()) journal.acknowledge(heard);
		for (const outbox of journal.earlierIncarnations()) {
			const lines = held.find(({ incarnation }) => incarnation === outbox.incarnation())?.lines ?? 0;
			if (lines < outbox.acknowledged()) {
				const { v, nonce } = heard;
				outbox.acknowledge({
					v,
					kiosk,
					incarnation: outbox.incarnation(),
					size: 0,
					head: emptyJournalHead.digest,
					nonce,
				});
			}
		}
	}

	/** Asks the hub for the next incarnation number and begins it. Null on success. */
	async function renew(): Promise<HubFailure | null> {
		const { seq, digest } = journal.head();
		const asked = { incarnation: journal.incarnation(), size: seq, head: digest, request };
		const signature = toHex(sign(buildIncarnationMessage(kiosk, asked)));
		const answer = await session.requestJson(
			buildPost(paths.incarnations(kiosk), { ...asked, signature }),
			IncarnationAnswer,
		);
		if (answer.kind === "failed") return answer;
		if (answer.value.incarnation <= journal.incarnation() || !journal.beginIncarnation(answer.value.incarnation))
			return makeFailure("rubbish");
		request = newRequest();
		return null;
	}

	/** Fetches every line of earlier incarnations that the hub holds and this disk lacks; a copy of the disk may deliver some late. Null when all are here. */
	async function recover(held: readonly IncarnationSummary[]): Promise<HubFailure | null> {
		for (const { incarnation, size, lines, forkedAt } of held) {
			if (incarnation >= journal.incarnation() || learnt.get(incarnation) === lines) continue;
			const own = () => journal.earlierIncarnations().find((outbox) => outbox.incarnation() === incarnation) ?? null;
			// Up to the acknowledged line the hub's lines equal this disk's, unless two lines have one seq.
			let after = Math.min(own()?.acknowledged() ?? 0, forkedAt === null ? size : forkedAt - 1);
			while (after < size) {
				const path = paths.journalAfter(kiosk, incarnation, after);
				const answer = await session.requestJson({ method: "GET", path }, JournalAnswer);
				if (answer.kind === "failed") return answer;
				const lost = readLost(answer.value.lines, incarnation, own());
				if (lost === null || answer.value.through <= after) return makeFailure("rubbish");
				journal.addRecovered(lost);
				after = answer.value.through;
			}
			learnt.set(incarnation, lines);
		}
		return null;
	}

	/**
	 * The lines that are missing here; null unless each is signed by this kiosk and its predecessor is here or precedes it
	 * in the answer. A line that is damaged is kept as it came: the hub has it so, and the line after it vouches for its place.
	 */
	function readLost(texts: readonly string[], incarnation: number, own: Outbox | null): readonly LostLine[] | null {
		const lost: LostLine[] = [];
		const come = new Set<Digest>();
		const damaged = new Set<number>();
		let lastSeq = 0;
		for (const text of texts) {
			const line = readLostLine(text, incarnation, lastSeq + 1);
			if (line === null) return null;
			const { seq, digest, prev } = line;
			const isHere = (at: number, hash: Digest) =>
				own?.digestAt(at) === hash || journal.hasRecovered(hash) || come.has(hash);
			const isFirst = seq === 1 && prev === emptyJournalHead.digest;
			if (prev === null) damaged.add(seq);
			else if (!isFirst && !damaged.has(seq - 1) && !isHere(seq - 1, prev)) return null;
			if (!isHere(seq, digest)) lost.push(line);
			come.add(digest);
			lastSeq = seq;
		}
		return lost;
	}

	function readLostLine(text: string, incarnation: number, seq: number): LostLine | null {
		const reading = readLine(text, key, crypto);
		if (reading.kind === "broken")
			return { seq, digest: hashLine(text, crypto), incarnation, prev: null, entry: null, text };
		const { link, digest, entry } = reading;
		if (link.kiosk !== kiosk || link.incarnation !== incarnation) return null;
		return { seq: link.seq, digest, incarnation, prev: link.prev, entry, text };
	}

	return { reconcile: settle };
}

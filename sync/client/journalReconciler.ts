import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import type { Digest, PublicKey } from "../../core/identity.ts";
import { emptyJournalHead, type LineReading, readLine } from "../../core/journal/journal.ts";
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

/** A line that this kiosk's key signed and this disk does not have: another disk wrote it, or this one before it was restored. */
export type LostLine = Extract<LineReading, { kind: "line" }> & { readonly text: string };

/** What restoring needs of the journal: its current incarnation, the older ones, and a place for what was lost. */
export type RecoverableJournal = Outbox & {
	/** Oldest first, without the current one. */
	readonly earlierIncarnations: () => readonly Outbox[];
	/** `sound` may be written; `restored` needs a new incarnation; `recovering` has one and lacks its lost lines. */
	readonly recoveryState: () => "sound" | "restored" | "recovering";
	/** Durably: nothing more is written to the current incarnation. */
	readonly freeze: () => void;
	/** Durably begins the next incarnation; its first line names the one before. False when the disk does not take it. */
	readonly beginIncarnation: (incarnation: number) => boolean;
	readonly hasRecovered: (digest: Digest) => boolean;
	readonly addRecovered: (lost: readonly LostLine[]) => void;
	/** Durably: everything lost that the hub held is here. */
	readonly completeRecovery: () => void;
};

export type ReconcileResult = { readonly kind: "settled" } | HubFailure;

/** Keeps the journal the only one of its name: asks the hub at each sign-in, and begins anew when it is not. */
export type JournalReconciler = {
	/** Resolves when the journal may be pushed: it is the hub's, or a new one was begun and what was lost is here. */
	readonly reconcile: () => Promise<ReconcileResult>;
};

export function createReconciler(
	account: HubSession,
	disk: RecoverableJournal,
	publicKey: PublicKey,
	newRequest: () => string,
): JournalReconciler {
	const { kiosk, sign } = account.identity;
	const key = fromHex(publicKey) as Uint8Array;
	let heardAt = 0;
	let request = newRequest();
	/** How many lines of each older journal the hub held when they were last fetched. */
	const learnt = new Map<number, number>();

	async function settle(): Promise<ReconcileResult> {
		if (disk.recoveryState() === "sound" && heardAt > 0 && heardAt === account.signInCount())
			return { kind: "settled" };
		const answer = await account.requestJson({ method: "GET", path: paths.head(kiosk) }, HeadAnswer);
		if (answer.kind === "failed") return answer;
		const checkpoint = readCheckpoint(account, answer.value.checkpoint);
		if (checkpoint === null) return makeFailure("rubbish");
		if (disk.recoveryState() !== "restored" && !isOurs(checkpoint, answer.value.state)) disk.freeze();
		switch (disk.recoveryState()) {
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
		disk.completeRecovery();
		return settle();
	}

	function agree(): ReconcileResult {
		heardAt = account.signInCount();
		return { kind: "settled" };
	}

	/** The hub's newest journal of this kiosk is this one, and no longer than it is here. */
	function isOurs(heard: Checkpoint, state: HeadAnswer["state"]): boolean {
		return state === "open" && heard.incarnation === disk.incarnation() && disk.digestAt(heard.size) === heard.head;
	}

	/** A hub restored from a backup has fewer lines than it acknowledged: they are sent again. */
	function rewind(heard: Checkpoint, held: readonly IncarnationSummary[]): void {
		if (heard.size < disk.acknowledged()) disk.acknowledge(heard);
		for (const outbox of disk.earlierIncarnations()) {
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

	/** Null when a new incarnation was begun. */
	async function renew(): Promise<HubFailure | null> {
		const { seq, digest } = disk.head();
		const asked = { incarnation: disk.incarnation(), size: seq, head: digest, request };
		const signature = toHex(sign(buildIncarnationMessage(kiosk, asked)));
		const answer = await account.requestJson(
			buildPost(paths.incarnations(kiosk), { ...asked, signature }),
			IncarnationAnswer,
		);
		if (answer.kind === "failed") return answer;
		if (answer.value.incarnation <= disk.incarnation() || !disk.beginIncarnation(answer.value.incarnation))
			return makeFailure("rubbish");
		request = newRequest();
		return null;
	}

	/** Fetches every line of older journals that the hub holds and this disk lacks; another disk may deliver them late. Null when all are here. */
	async function recover(held: readonly IncarnationSummary[]): Promise<HubFailure | null> {
		for (const { incarnation, size, lines, forkedAt } of held) {
			if (incarnation >= disk.incarnation() || learnt.get(incarnation) === lines) continue;
			const own = () => disk.earlierIncarnations().find((outbox) => outbox.incarnation() === incarnation) ?? null;
			// Up to what was acknowledged the hub's lines are this disk's, unless there are two of one place.
			let after = Math.min(own()?.acknowledged() ?? 0, forkedAt === null ? size : forkedAt - 1);
			while (after < size) {
				const path = paths.journalAfter(kiosk, incarnation, after);
				const answer = await account.requestJson({ method: "GET", path }, JournalAnswer);
				if (answer.kind === "failed") return answer;
				const lost = readLost(answer.value.lines, incarnation, own());
				if (lost === null || answer.value.through <= after) return makeFailure("rubbish");
				disk.addRecovered(lost);
				after = answer.value.through;
			}
			learnt.set(incarnation, lines);
		}
		return null;
	}

	/** Those lines that are not here; null unless each is signed by this kiosk and follows one that is here or came before it. */
	function readLost(texts: readonly string[], incarnation: number, own: Outbox | null): readonly LostLine[] | null {
		const lost: LostLine[] = [];
		const come = new Set<Digest>();
		for (const text of texts) {
			const reading = readLine(text, key, crypto);
			if (reading.kind === "broken" || reading.link.kiosk !== kiosk) return null;
			const { digest, link } = reading;
			const isHere = (seq: number, at: Digest) => own?.digestAt(seq) === at || disk.hasRecovered(at) || come.has(at);
			const isFirst = link.seq === 1 && link.prev === emptyJournalHead.digest;
			if (link.incarnation !== incarnation || !(isFirst || isHere(link.seq - 1, link.prev))) return null;
			if (!isHere(link.seq, digest)) lost.push({ ...reading, text });
			come.add(digest);
		}
		return lost;
	}

	return { reconcile: settle };
}

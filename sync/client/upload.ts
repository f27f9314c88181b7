import type { JournalReconciler, RecoverableJournal } from "./journalReconciler.ts";
import type { AttemptResult } from "./loop.ts";
import { type Outbox, push } from "./push.ts";
import type { HubSession } from "./session.ts";

/** Uploads a journal with all its incarnations. */
export type JournalUpload = {
	readonly attempt: () => Promise<AttemptResult>;
	/** Lines the hub has not acknowledged. */
	readonly countUnsent: () => number;
};

export type JournalUploadParts = {
	readonly session: HubSession;
	readonly journal: RecoverableJournal;
	readonly reconciler: JournalReconciler;
	/** The hub was asked for this kiosk's head, whether or not it answered. */
	readonly onReconciled: () => void;
};

export function createJournalUpload({ session, journal, reconciler, onReconciled }: JournalUploadParts): JournalUpload {
	/** Earlier incarnations are delivered first. */
	const outboxes = (): readonly Outbox[] => [...journal.earlierIncarnations(), journal];

	async function attempt(): Promise<AttemptResult> {
		const settled = await reconciler.reconcile();
		onReconciled();
		// A frozen journal is delivered too, and that of a kiosk that is revoked, which may not ask for its head.
		if (settled.kind === "failed" && settled.code !== "kioskRevoked" && journal.recoveryState() === "sound")
			return settled;
		const delivered = await deliver();
		return settled.kind === "failed" ? settled : delivered;
	}

	async function deliver(): Promise<AttemptResult> {
		let outcome: AttemptResult = { kind: "idle" };
		for (const outbox of outboxes()) {
			const pushed = await push(session, outbox);
			if (pushed.kind === "notSole") return beginAnew();
			if (pushed.kind === "failed" || pushed.kind === "more") return pushed;
			if (pushed.kind === "done") outcome = pushed;
		}
		return outcome;
	}

	/** The hub holds another history of this journal: freeze this one and reconcile. */
	async function beginAnew(): Promise<AttemptResult> {
		journal.freeze();
		const settled = await reconciler.reconcile();
		return settled.kind === "failed" ? settled : { kind: "more", leastIntervalMs: 0 };
	}

	return {
		attempt,
		countUnsent: () => outboxes().reduce((sum, outbox) => sum + outbox.head().seq - outbox.acknowledged(), 0),
	};
}

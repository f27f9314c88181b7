import type { JournalReconciler, RecoverableJournal } from "./journalReconciler.ts";
import type { AttemptResult } from "./loop.ts";
import { type Outbox, push } from "./push.ts";
import type { HubSession } from "./session.ts";

/** One journal under all its incarnations, on its way to the hub. */
export type JournalUpload = {
	readonly attempt: () => Promise<AttemptResult>;
	/** Lines the hub has not acknowledged. */
	readonly countUnsent: () => number;
};

export type JournalUploadParts = {
	readonly session: HubSession;
	readonly journal: RecoverableJournal;
	readonly reconciler: JournalReconciler;
	/** The hub was asked for this kiosk's head, and answered or did not. */
	readonly onReconciled: () => void;
};

export function createJournalUpload({
	session: account,
	journal: disk,
	reconciler: restoration,
	onReconciled: asked,
}: JournalUploadParts): JournalUpload {
	/** What older incarnations still have to deliver goes first. */
	const outboxes = (): readonly Outbox[] => [...disk.earlierIncarnations(), disk];

	async function attempt(): Promise<AttemptResult> {
		const settled = await restoration.reconcile();
		asked();
		// Also a journal to which nothing may be added any more is delivered.
		if (settled.kind === "failed" && disk.recoveryState() === "sound") return settled;
		const delivered = await deliver();
		return settled.kind === "failed" ? settled : delivered;
	}

	async function deliver(): Promise<AttemptResult> {
		let outcome: AttemptResult = { kind: "idle" };
		for (const outbox of outboxes()) {
			const pushed = await push(account, outbox);
			if (pushed.kind === "notSole") return beginAnew();
			if (pushed.kind === "failed" || pushed.kind === "more") return pushed;
			if (pushed.kind === "done") outcome = pushed;
		}
		return outcome;
	}

	/** The hub told of another history of this journal. */
	async function beginAnew(): Promise<AttemptResult> {
		disk.freeze();
		const settled = await restoration.reconcile();
		return settled.kind === "failed" ? settled : { kind: "more", leastIntervalMs: 0 };
	}

	return {
		attempt,
		countUnsent: () => outboxes().reduce((sum, outbox) => sum + outbox.head().seq - outbox.acknowledged(), 0),
	};
}

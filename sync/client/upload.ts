import type { Disk, Restoration } from "./incarnation.ts";
import type { Attempt } from "./loop.ts";
import { type Outbox, push } from "./push.ts";
import type { Account } from "./session.ts";

/** One journal under all its incarnations, on its way to the hub. */
export type Delivery = {
	readonly attempt: () => Promise<Attempt>;
	/** Lines the hub has not acknowledged. */
	readonly unsent: () => number;
};

export type DeliveryParts = {
	readonly account: Account;
	readonly disk: Disk;
	readonly restoration: Restoration;
	/** The hub was asked for this kiosk's head, and answered or did not. */
	readonly asked: () => void;
	/** From this moment nothing is added to the journal. */
	readonly doubted: () => void;
};

export function openDelivery({ account, disk, restoration, asked, doubted }: DeliveryParts): Delivery {
	/** What older incarnations still have to deliver goes first. */
	const outboxes = (): readonly Outbox[] => [...disk.earlier(), disk];

	async function attempt(): Promise<Attempt> {
		const settled = await restoration.settle();
		asked();
		// Also a journal to which nothing may be added any more is delivered.
		if (settled.kind === "failed" && disk.soundness() === "sound") return settled;
		const delivered = await deliver();
		return settled.kind === "failed" ? settled : delivered;
	}

	async function deliver(): Promise<Attempt> {
		let outcome: Attempt = { kind: "idle" };
		for (const outbox of outboxes()) {
			const pushed = await push(account, outbox);
			if (pushed.kind === "notSole") return beginAnew();
			if (pushed.kind === "failed" || pushed.kind === "more") return pushed;
			if (pushed.kind === "done") outcome = pushed;
		}
		return outcome;
	}

	/** The hub told of another history of this journal. */
	async function beginAnew(): Promise<Attempt> {
		disk.doubt();
		doubted();
		const settled = await restoration.settle();
		return settled.kind === "failed" ? settled : { kind: "more", leastIntervalMs: 0 };
	}

	return {
		attempt,
		unsent: () => outboxes().reduce((sum, outbox) => sum + outbox.head().seq - outbox.acknowledged(), 0),
	};
}

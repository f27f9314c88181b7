import type { PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { sleep, type Timers } from "../../sync/clock.ts";
import type { Picture } from "./bitmap.ts";
import { ticketBytes } from "./escPosBytes.ts";
import { type Conversation, converse } from "./escPosQueries.ts";
import { type PrinterStatus, troubleIn } from "./escPosStatus.ts";
import type { Condition, Printer, PrintOutcome, Waiting } from "./printer.ts";
import type { OpenWire, Wire } from "./transport.ts";

export type Patience = {
	/** For a connection to come about, or to end. */
	readonly connectMs: number;
	/** For an answer. */
	readonly answerMs: number;
	/** Between two looks at a ticket that is being printed. */
	readonly pollMs: number;
	/** For how long nothing may move before nobody knows what became of a ticket. */
	readonly quietMs: number;
	/** For a ticket to be on paper, by a printer that is well but cannot say that it is done. */
	readonly paperMs: number;
};

export const patience: Patience = { connectMs: 3000, answerMs: 1000, pollMs: 250, quietMs: 30_000, paperMs: 3000 };

export type EscPosParts = {
	readonly open: OpenWire;
	/** The ticket's page in dots; null when it could not be drawn. */
	readonly draw: (ticket: Ticket) => Promise<Picture | null>;
	readonly patience: Patience;
	readonly timers: Timers;
};

/** What a printer can be asked: nothing, how it is, or also whether it has worked off what it was sent. */
type Manner = "mute" | "answers" | "answersInOrder";

/** A ticket on its way. */
type Passage = {
	readonly wire: Wire;
	readonly talk: Conversation;
	readonly trouble: Troubles;
	readonly manner: Manner;
};

/** A ticket printer that speaks ESC/POS. It is connected to only while it is spoken to, so that others may use it too. */
export function openEscPos({ open, draw, patience, timers }: EscPosParts): Printer {
	let isClosed = false;
	/** Who has once told how it is, and now does not, is not mute: its buffer is full, or something else is amiss. */
	let nature: "unknown" | "mute" | "answers" = "unknown";

	async function ask(talk: Conversation, wire: Wire): Promise<Condition> {
		const status = await talk.status();
		// What takes a connection and drops it is talking to somebody else.
		if (wire.isBroken()) return { kind: "trouble", why: "busy" };
		if (status === null && nature === "answers") return { kind: "trouble", why: "offline" };
		nature = status === null ? "mute" : "answers";
		if (status === null) return { kind: "mute" };
		const why = troubleIn(status);
		return why === null ? { kind: "well", isNearEnd: status.isNearEnd } : { kind: "trouble", why };
	}

	async function look(): Promise<Condition> {
		const opening = await open();
		if (opening.kind === "failed") return { kind: "trouble", why: opening.why };
		const { wire } = opening;
		const condition = await ask(
			converse(wire, timers, patience.answerMs, () => {}),
			wire,
		);
		await wire.close();
		return condition;
	}

	async function print(ticket: Ticket, waiting: Waiting): Promise<PrintOutcome> {
		const picture = await draw(ticket);
		if (picture === null) return { kind: "failed", why: "error" };
		const opening = await open();
		if (opening.kind === "failed") return opening;
		try {
			return await printOn(opening.wire, picture, waiting);
		} finally {
			await opening.wire.close();
		}
	}

	async function printOn(wire: Wire, picture: Picture, waiting: Waiting): Promise<PrintOutcome> {
		const trouble = watchTroubles(waiting.troubled);
		const talk = converse(wire, timers, patience.answerMs, trouble.notice);
		// Nobody waits for a second silence: the looks in between go on asking.
		const before: Condition = nature === "mute" ? { kind: "mute" } : await ask(talk, wire);
		if (before.kind === "trouble") return { kind: "failed", why: before.why };
		const manner = await mannerOf(talk, before);
		if (manner === null || wire.isBroken()) return { kind: "failed", why: "offline" };
		if (isClosed || !waiting.sending()) return { kind: "failed", why: "error" };
		const gone = wire.gone();
		const end = await follow({ wire, talk, trouble, manner }, ticketBytes(picture, manner !== "mute"));
		if (end === "broken" && wire.gone() === gone) return { kind: "failed", why: "offline" };
		if (end !== "done") return { kind: "unknown", why: trouble.now() ?? "offline" };
		if (manner === "mute") return (await wire.finish()) ? { kind: "unanswered" } : { kind: "unknown", why: "offline" };
		// The roll that ended in the middle of a ticket, or the cover that was opened, left it in two pieces at best.
		const why = trouble.first();
		return why === null ? { kind: "printed", condition: await ask(talk, wire) } : { kind: "unknown", why };
	}

	/** Sends it and sees it through. With a trouble that was told it may take as long as it needs: somebody is mending it. */
	async function follow(passage: Passage, bytes: Uint8Array): Promise<"done" | "broken" | "quiet"> {
		const { wire, talk, trouble, manner } = passage;
		const caughtUp = talk.caughtUp();
		let isTaken = false;
		let [quietMs, wellMs] = [0, 0];
		void wire.send(bytes).then((taken) => {
			isTaken = taken;
		});
		while (quietMs < patience.quietMs && !isClosed) {
			const gone = wire.gone();
			await sleep(timers, patience.pollMs);
			if (isTaken && manner === "mute") return "done";
			// Of one that did not answer in time before, a late answer may be to the question of then.
			if (manner === "answersInOrder" && talk.caughtUp() > caughtUp) return "done";
			if (wire.isBroken()) return "broken";
			const isMoving = !isTaken && wire.gone() > gone;
			const status = isTaken ? await talk.status() : null;
			const passedMs = patience.pollMs + (isTaken && status === null ? patience.answerMs : 0);
			if (status !== null) trouble.notice(status);
			wellMs = status !== null && trouble.now() === null ? wellMs + passedMs : 0;
			if (manner === "answers" && wellMs >= patience.paperMs) return "done";
			quietMs = isMoving || trouble.now() !== null ? 0 : quietMs + passedMs;
		}
		return "quiet";
	}

	return {
		look,
		print,
		close() {
			isClosed = true;
		},
	};
}

/** Null of one that takes nothing. */
async function mannerOf(talk: Conversation, before: Condition): Promise<Manner | null> {
	if (before.kind === "mute") return "mute";
	const caught = await talk.catchUp();
	if (caught === "stuck") return null;
	return caught === "caughtUp" ? "answersInOrder" : "answers";
}

type Troubles = {
	readonly notice: (status: PrinterStatus) => void;
	readonly now: () => PrinterTrouble | null;
	/** The first there was, also when it is over. */
	readonly first: () => PrinterTrouble | null;
};

function watchTroubles(told: (why: PrinterTrouble | null) => void): Troubles {
	let now: PrinterTrouble | null = null;
	let first: PrinterTrouble | null = null;
	return {
		notice(status) {
			const why = troubleIn(status);
			if (why === now) return;
			now = why;
			first ??= why;
			told(why);
		},
		now: () => now,
		first: () => first,
	};
}

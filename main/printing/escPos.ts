import type { PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { sleep, type Timers } from "../../sync/clock.ts";
import type { Bitmap } from "./bitmap.ts";
import { encodeTicket } from "./escPosBytes.ts";
import { createEscPosQueries, type EscPosQueries } from "./escPosQueries.ts";
import { type EscPosStatus, troubleOfStatus } from "./escPosStatus.ts";
import type { PrintCallbacks, Printer, PrinterCondition, PrintOutcome } from "./printer.ts";
import type { OpenTransport, Transport } from "./transport.ts";

export type PrinterTimeouts = {
	/** For a connection to come about, or to end. */
	readonly connectMs: number;
	/** For an answer. */
	readonly answerMs: number;
	/** Between two looks at a ticket that is being printed. */
	readonly pollMs: number;
	/** For how long nothing may move before nobody knows what became of a ticket. */
	readonly stallMs: number;
	/** For a ticket to be on paper, by a printer that is well but cannot say that it is done. */
	readonly assumePrintedMs: number;
};

export const defaultPrinterTimeouts: PrinterTimeouts = {
	connectMs: 3000,
	answerMs: 1000,
	pollMs: 250,
	stallMs: 30_000,
	assumePrintedMs: 3000,
};

export type EscPosParts = {
	readonly open: OpenTransport;
	/** The ticket's page in dots; null when it could not be drawn. */
	readonly draw: (ticket: Ticket) => Promise<Bitmap | null>;
	readonly patience: PrinterTimeouts;
	readonly timers: Timers;
};

/** What a printer can be asked: nothing, how it is, or also whether it has worked off what it was sent. */
type AnswerLevel = "mute" | "answers" | "answersInOrder";

/** A ticket on its way. */
type PrintJob = {
	readonly transport: Transport;
	readonly queries: EscPosQueries;
	readonly trouble: TroubleTracker;
	readonly answerLevel: AnswerLevel;
};

/** A ticket printer that speaks ESC/POS. It is connected to only while it is spoken to, so that others may use it too. */
export function openEscPos({ open, draw, patience, timers }: EscPosParts): Printer {
	let isClosed = false;
	/** Who has once told how it is, and now does not, is not mute: its buffer is full, or something else is amiss. */
	let nature: "unknown" | "mute" | "answers" = "unknown";

	async function ask(talk: EscPosQueries, wire: Transport): Promise<PrinterCondition> {
		const status = await talk.status();
		// What takes a connection and drops it is talking to somebody else.
		if (wire.isBroken()) return { kind: "trouble", why: "busy" };
		if (status === null && nature === "answers") return { kind: "trouble", why: "offline" };
		nature = status === null ? "mute" : "answers";
		if (status === null) return { kind: "mute" };
		const why = troubleOfStatus(status);
		return why === null ? { kind: "well", isNearEnd: status.isNearEnd } : { kind: "trouble", why };
	}

	async function look(): Promise<PrinterCondition> {
		const opening = await open();
		if (opening.kind === "failed") return { kind: "trouble", why: opening.why };
		const { wire } = opening;
		const condition = await ask(
			createEscPosQueries(wire, timers, patience.answerMs, () => {}),
			wire,
		);
		await wire.close();
		return condition;
	}

	async function print(ticket: Ticket, waiting: PrintCallbacks): Promise<PrintOutcome> {
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

	async function printOn(wire: Transport, picture: Bitmap, waiting: PrintCallbacks): Promise<PrintOutcome> {
		const trouble = createTroubleTracker(waiting.onTrouble);
		const talk = createEscPosQueries(wire, timers, patience.answerMs, trouble.update);
		// Nobody waits for a second silence: the looks in between go on asking.
		const before: PrinterCondition = nature === "mute" ? { kind: "mute" } : await ask(talk, wire);
		if (before.kind === "trouble") return { kind: "failed", why: before.why };
		const manner = await probeAnswerLevel(talk, before);
		if (manner === null || wire.isBroken()) return { kind: "failed", why: "offline" };
		if (isClosed || !waiting.beforeSend()) return { kind: "failed", why: "error" };
		const gone = wire.sentBytes();
		const end = await follow(
			{ transport: wire, queries: talk, trouble, answerLevel: manner },
			encodeTicket(picture, manner !== "mute"),
		);
		if (end === "broken" && wire.sentBytes() === gone) return { kind: "failed", why: "offline" };
		if (end !== "done") return { kind: "unknown", why: trouble.current() ?? "offline" };
		if (manner === "mute") return (await wire.finish()) ? { kind: "unanswered" } : { kind: "unknown", why: "offline" };
		// The roll that ended in the middle of a ticket, or the cover that was opened, left it in two pieces at best.
		const why = trouble.first();
		return why === null ? { kind: "printed", condition: await ask(talk, wire) } : { kind: "unknown", why };
	}

	/** Sends it and sees it through. With a trouble that was told it may take as long as it needs: somebody is mending it. */
	async function follow(passage: PrintJob, bytes: Uint8Array): Promise<"done" | "broken" | "quiet"> {
		const { transport: wire, queries: talk, trouble, answerLevel: manner } = passage;
		const caughtUp = talk.inOrderAnswers();
		let isTaken = false;
		let [quietMs, wellMs] = [0, 0];
		void wire.send(bytes).then((taken) => {
			isTaken = taken;
		});
		while (quietMs < patience.stallMs && !isClosed) {
			const gone = wire.sentBytes();
			await sleep(timers, patience.pollMs);
			if (isTaken && manner === "mute") return "done";
			// Of one that did not answer in time before, a late answer may be to the question of then.
			if (manner === "answersInOrder" && talk.inOrderAnswers() > caughtUp) return "done";
			if (wire.isBroken()) return "broken";
			const isMoving = !isTaken && wire.sentBytes() > gone;
			const status = isTaken ? await talk.status() : null;
			const passedMs = patience.pollMs + (isTaken && status === null ? patience.answerMs : 0);
			if (status !== null) trouble.update(status);
			wellMs = status !== null && trouble.current() === null ? wellMs + passedMs : 0;
			if (manner === "answers" && wellMs >= patience.assumePrintedMs) return "done";
			quietMs = isMoving || trouble.current() !== null ? 0 : quietMs + passedMs;
		}
		return "quiet";
	}

	return {
		queryCondition: look,
		print,
		close() {
			isClosed = true;
		},
	};
}

/** Null of one that takes nothing. */
async function probeAnswerLevel(talk: EscPosQueries, before: PrinterCondition): Promise<AnswerLevel | null> {
	if (before.kind === "mute") return "mute";
	const caught = await talk.catchUp();
	if (caught === "stuck") return null;
	return caught === "caughtUp" ? "answersInOrder" : "answers";
}

type TroubleTracker = {
	readonly update: (status: EscPosStatus) => void;
	readonly current: () => PrinterTrouble | null;
	/** The first there was, also when it is over. */
	readonly first: () => PrinterTrouble | null;
};

function createTroubleTracker(told: (why: PrinterTrouble | null) => void): TroubleTracker {
	let now: PrinterTrouble | null = null;
	let first: PrinterTrouble | null = null;
	return {
		update(status) {
			const why = troubleOfStatus(status);
			if (why === now) return;
			now = why;
			first ??= why;
			told(why);
		},
		current: () => now,
		first: () => first,
	};
}

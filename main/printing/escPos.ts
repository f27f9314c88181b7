import type { PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { sleep, type Timers, withTimeout } from "../../sync/clock.ts";
import type { Bitmap } from "./bitmap.ts";
import { encodeTicket } from "./escPosBytes.ts";
import { createEscPosQueries, type EscPosQueries } from "./escPosQueries.ts";
import { type EscPosStatus, troubleOfStatus } from "./escPosStatus.ts";
import type { PrintCallbacks, Printer, PrinterCondition, PrintOutcome } from "./printer.ts";
import type { OpenTransport, Transport } from "./transport.ts";

export type PrinterTimeouts = {
	/** For a connection to open. */
	readonly connectMs: number;
	/** For one answer. */
	readonly answerMs: number;
	/** Between two status queries while a ticket is being printed. */
	readonly pollMs: number;
	/** Without progress for so long, the outcome of a ticket is `unknown`. */
	readonly stallMs: number;
	/**
	 * A printer that reports its status and no trouble for so long after the last byte, but cannot confirm completion, has
	 * printed once it has also confirmed the end of the connection. One that confirms nothing for so long is shown as silent.
	 */
	readonly assumePrintedMs: number;
};

export const defaultPrinterTimeouts: PrinterTimeouts = {
	connectMs: 2000,
	answerMs: 1000,
	pollMs: 250,
	stallMs: 30_000,
	assumePrintedMs: 3000,
};

export type EscPosParts = {
	readonly open: OpenTransport;
	/** Renders the ticket's page; null when it could not be rendered. */
	readonly draw: (ticket: Ticket) => Promise<Bitmap | null>;
	readonly timeouts: PrinterTimeouts;
	readonly timers: Timers;
};

/** Which queries a printer answers: none, its status (DLE EOT), or also in-order completion (GS r). */
type AnswerLevel = "mute" | "answers" | "answersInOrder";

/** A ticket being printed. */
type PrintJob = {
	readonly transport: Transport;
	readonly queries: EscPosQueries;
	readonly trouble: TroubleTracker;
	readonly answerLevel: AnswerLevel;
};

/** An ESC/POS ticket printer. The connection is open only while it is used, so that other devices can share the printer. */
export function openEscPos({ open, draw, timeouts, timers }: EscPosParts): Printer {
	let isClosed = false;
	/** A printer that answered before and now does not is not mute: its buffer is full, or it has another fault. */
	let knownAnswers: "unknown" | "mute" | "answers" = "unknown";
	/** It accepted the last ticket and confirmed nothing, so it must confirm something before it is given the next. */
	let isSuspect = false;

	async function ask(queries: EscPosQueries, transport: Transport): Promise<PrinterCondition> {
		const status = await queries.status();
		// It accepts a connection and drops it: another device is using the printer.
		if (transport.isBroken()) return { kind: "trouble", why: "busy" };
		if (status === null && knownAnswers === "answers") return { kind: "trouble", why: "offline" };
		knownAnswers = status === null ? "mute" : "answers";
		if (status === null) return { kind: "mute" };
		const why = troubleOfStatus(status);
		return why === null ? { kind: "well", isNearEnd: status.isNearEnd } : { kind: "trouble", why };
	}

	async function queryCondition(): Promise<PrinterCondition> {
		const opening = await open();
		if (opening.kind === "failed") return { kind: "trouble", why: opening.why };
		const { transport } = opening;
		try {
			const queries = createEscPosQueries(transport, timers, timeouts.answerMs, () => {});
			const condition = await ask(queries, transport);
			if (condition.kind !== "mute" || !isSuspect) return condition;
			isSuspect = (await withTimeout(timers, timeouts.answerMs, transport.finish())) !== true;
			return isSuspect ? { kind: "trouble", why: "silent" } : condition;
		} finally {
			await transport.close();
		}
	}

	async function print(ticket: Ticket, callbacks: PrintCallbacks): Promise<PrintOutcome> {
		const bitmap = await draw(ticket);
		if (bitmap === null) return { kind: "undrawable" };
		const opening = await open();
		if (opening.kind === "failed") return opening;
		try {
			return await printOn(opening.transport, bitmap, callbacks);
		} finally {
			await opening.transport.close();
		}
	}

	async function printOn(transport: Transport, bitmap: Bitmap, callbacks: PrintCallbacks): Promise<PrintOutcome> {
		const trouble = createTroubleTracker(callbacks.onTrouble);
		const queries = createEscPosQueries(transport, timers, timeouts.answerMs, trouble.update);
		// A printer known to be mute is not asked again here; the idle queries go on asking.
		const before: PrinterCondition = knownAnswers === "mute" ? { kind: "mute" } : await ask(queries, transport);
		if (before.kind === "trouble") return { kind: "failed", why: before.why };
		const answerLevel = await probeAnswerLevel(queries, before);
		if (answerLevel === null || transport.isBroken()) return { kind: "failed", why: "offline" };
		if (isClosed) return { kind: "failed", why: "error" };
		if (!callbacks.beforeSend()) return { kind: "failed", why: "notRecorded" };
		const sentBefore = transport.sentBytes();
		const end = await follow(
			{ transport, queries, trouble, answerLevel },
			encodeTicket(bitmap, answerLevel !== "mute"),
		);
		if (end === "broken" && transport.sentBytes() === sentBefore) return { kind: "failed", why: "offline" };
		if (end !== "done") return { kind: "unknown", why: trouble.current() ?? "offline" };
		// Paper that ran out or a cover that was opened during printing leaves the ticket in pieces.
		const why = trouble.first();
		if (why !== null) return { kind: "unknown", why };
		const condition: PrinterCondition = answerLevel === "mute" ? { kind: "mute" } : await ask(queries, transport);
		if (answerLevel !== "answersInOrder") {
			const unconfirmed = await confirmEnd(transport, callbacks);
			isSuspect = unconfirmed === "silent";
			if (unconfirmed !== null) return { kind: "unknown", why: unconfirmed };
		}
		return answerLevel === "mute" ? { kind: "unanswered" } : { kind: "printed", condition };
	}

	/** Null once the printer has taken all data; else why that is not known. It is shown as silent while it is waited for. */
	async function confirmEnd(transport: Transport, { onTrouble }: PrintCallbacks): Promise<"offline" | "silent" | null> {
		let end: boolean | null = null;
		void transport.finish().then((isTaken) => {
			end = isTaken;
		});
		for (let waitedMs = 0; waitedMs < timeouts.stallMs && !isClosed; waitedMs += timeouts.pollMs) {
			await sleep(timers, timeouts.pollMs);
			if (end !== null) return end ? null : "offline";
			if (waitedMs >= timeouts.assumePrintedMs) onTrouble("silent");
		}
		return "silent";
	}

	/** Sends the ticket and waits for the end. No time limit while a trouble is reported: a person is attending to it. */
	async function follow(job: PrintJob, bytes: Uint8Array): Promise<"done" | "broken" | "stalled"> {
		const { transport, queries, trouble, answerLevel } = job;
		const caughtUp = queries.inOrderAnswers();
		let isSent = false;
		let [stalledMs, wellMs] = [0, 0];
		void transport.send(bytes).then((taken) => {
			isSent = taken;
		});
		while (stalledMs < timeouts.stallMs && !isClosed) {
			const sentBefore = transport.sentBytes();
			await sleep(timers, timeouts.pollMs);
			if (isSent && answerLevel === "mute") return "done";
			// Compared with the count before sending; with `answers` a late answer may belong to an earlier query.
			if (answerLevel === "answersInOrder" && queries.inOrderAnswers() > caughtUp) return "done";
			if (transport.isBroken()) return "broken";
			const isMoving = !isSent && transport.sentBytes() > sentBefore;
			const status = isSent ? await queries.status() : null;
			const passedMs = timeouts.pollMs + (isSent && status === null ? timeouts.answerMs : 0);
			if (status !== null) trouble.update(status);
			wellMs = status !== null && trouble.current() === null ? wellMs + passedMs : 0;
			if (answerLevel === "answers" && wellMs >= timeouts.assumePrintedMs) return "done";
			stalledMs = isMoving || trouble.current() !== null ? 0 : stalledMs + passedMs;
		}
		return "stalled";
	}

	return {
		queryCondition,
		print,
		trust() {
			isSuspect = false;
		},
		close() {
			isClosed = true;
		},
	};
}

/** Null when the printer accepts no data. */
async function probeAnswerLevel(queries: EscPosQueries, before: PrinterCondition): Promise<AnswerLevel | null> {
	if (before.kind === "mute") return "mute";
	const caught = await queries.catchUp();
	if (caught === "stuck") return null;
	return caught === "caughtUp" ? "answersInOrder" : "answers";
}

type TroubleTracker = {
	readonly update: (status: EscPosStatus) => void;
	readonly current: () => PrinterTrouble | null;
	/** The first trouble reported, even when it is over. */
	readonly first: () => PrinterTrouble | null;
};

function createTroubleTracker(onTrouble: (why: PrinterTrouble | null) => void): TroubleTracker {
	let now: PrinterTrouble | null = null;
	let first: PrinterTrouble | null = null;
	return {
		update(status) {
			const why = troubleOfStatus(status);
			if (why === now) return;
			now = why;
			first ??= why;
			onTrouble(why);
		},
		current: () => now,
		first: () => first,
	};
}

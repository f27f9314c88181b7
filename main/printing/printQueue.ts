import type { PrinterAvailability } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import {
	type AdmissionRef,
	addTicket,
	admissionKeyOf,
	applyEntryToTickets,
	findUnresolvedTickets,
	type TicketFact,
	type TicketLedger,
	type TicketStep,
	ticketStandingOf,
	type UnresolvedTicket,
} from "../../core/journal/ticketLedger.ts";
import type { Clock } from "../../sync/clock.ts";
import type { PrintCallbacks, Printer, PrinterCondition, PrintOutcome } from "./printer.ts";
import { createPrinterStatus } from "./printerStatus.ts";

export type PrintQueueParts = {
	/** The day's tickets so far, folded from the journal. It is kept up from here on. */
	readonly book: TicketLedger;
	/** Null for a window without a printer: then nothing is queued. */
	readonly printer: Printer | null;
	/** Makes a fact durable before it returns. False when it could not: then nothing is sent. */
	readonly write: (fact: TicketFact) => boolean;
	/** What a ticket says; null when it is not to be printed any more, its admission having been voided. */
	readonly ticketOf: (admission: AdmissionRef, copy: number) => Ticket | null;
	readonly clock: Clock;
	/** How often an idle printer is asked how it is, and one in trouble whether it is well again. */
	readonly queryEveryMs: number;
	/** Something a screen shows may have changed. */
	readonly onChange: () => void;
};

export type PrintQueue = {
	/** After an admission; it does not wait for paper. */
	readonly queueTicket: (admission: AdmissionRef) => void;
	/** On purpose, whatever became of the copies before. False without a printer, or when the day knows no such admission. */
	readonly reprint: (admission: AdmissionRef) => boolean;
	/** What only a person can settle, in the order of admission. */
	readonly unsettled: () => readonly UnresolvedTicket[];
	/** The person's answer: the paper is there, or need not be; or else it is to be printed. False when it could not be taken. */
	readonly settle: (admission: AdmissionRef, isThere: boolean) => boolean;
	readonly printerStatus: () => PrinterAvailability;
	/** Asks the printer how it is now, ahead of its time. */
	readonly queryPrinter: () => void;
	/** Another printer, or none, from now on; what waits is printed there. */
	readonly replacePrinter: (printer: Printer | null) => void;
	readonly stop: () => Promise<void>;
};

/** After a restart, a ticket that was never sent is asked about for so long. */
const unsentTicketLimitMs = 15 * 60_000;

/**
 * One ticket at a time, in the order of admission. A ticket of which nothing was sent waits until the printer is well
 * again. One that was sent is never repeated by the machine, whatever became of it: a person is asked.
 */
export function openPrintQueue(parts: PrintQueueParts): PrintQueue {
	const { book, write, clock, onChange: changed } = parts;
	const { nowMs } = clock;
	const open = new Map(
		findUnresolvedTickets(book, nowMs() - unsentTicketLimitMs).map((ticket) => [
			admissionKeyOf(ticket.admission),
			ticket,
		]),
	);
	const lookout = createPrinterStatus(nowMs, changed);
	const queue: AdmissionRef[] = [];
	let printer = parts.printer;
	let isStopped = false;
	let isLookDue = true;
	let wake = () => {};

	function record(admission: AdmissionRef, copy: number, step: TicketStep): boolean {
		const fact: TicketFact = { kind: "ticket", admission, copy, step };
		const isWritten = write(fact);
		if (isWritten) applyEntryToTickets(book, fact);
		return isWritten;
	}

	function leaveOpen(admission: AdmissionRef, why: UnresolvedTicket["why"]): void {
		const atMs = ticketStandingOf(book, admission)?.atMs ?? nowMs();
		open.set(admissionKeyOf(admission), { admission, atMs, why });
	}

	function enqueue(admission: AdmissionRef): boolean {
		const key = admissionKeyOf(admission);
		if (printer === null || !book.has(key)) return false;
		open.delete(key);
		if (!queue.some((one) => admissionKeyOf(one) === key)) queue.push(admission);
		changed();
		wake();
		return true;
	}

	/** Whether it is well. With tickets waiting, that is only shown once one has come out. */
	async function lookAt(at: Printer): Promise<boolean> {
		const found = await at.queryCondition().catch((): PrinterCondition => ({ kind: "trouble", why: "error" }));
		const isWell = found.kind !== "trouble";
		if (at !== printer) return false;
		if (!isWell || queue.length === 0) lookout.update(found);
		return isWell;
	}

	/** True when it is off the queue. What was never sent keeps its place. */
	async function printFirst(at: Printer, admission: AdmissionRef): Promise<boolean> {
		const copy = (ticketStandingOf(book, admission)?.copy ?? 0) + 1;
		const ticket = parts.ticketOf(admission, copy);
		if (ticket === null) {
			queue.shift();
			return true;
		}
		let isSent = false;
		const waiting: PrintCallbacks = {
			beforeSend() {
				isSent = record(admission, copy, "sent");
				return isSent;
			},
			onTrouble: (why) => lookout.update(why === null ? { kind: "well", isNearEnd: false } : { kind: "trouble", why }),
		};
		const broken = (): PrintOutcome => ({ kind: isSent ? "unknown" : "failed", why: "error" });
		const outcome = await at.print(ticket, waiting).catch(broken);
		if (isSent) {
			queue.shift();
			settleOutcome(admission, copy, outcome);
		}
		if (at === printer) lookout.update(conditionAfter(outcome));
		changed();
		return isSent;
	}

	function settleOutcome(admission: AdmissionRef, copy: number, outcome: PrintOutcome): void {
		switch (outcome.kind) {
			case "printed":
			case "unanswered":
				record(admission, copy, "printed");
				break;
			case "failed":
				record(admission, copy, "failed");
				leaveOpen(admission, "failed");
				break;
			case "unknown":
				leaveOpen(admission, "inDoubt");
				break;
			default:
				outcome satisfies never;
		}
	}

	/** Until there is something to do. */
	function rest(): Promise<void> {
		return new Promise((resolve) => {
			const cancel = clock.after(parts.queryEveryMs, () => {
				isLookDue = true;
				resolve();
			});
			wake = () => {
				cancel();
				resolve();
			};
		});
	}

	async function run(): Promise<void> {
		while (!isStopped) {
			const at = printer;
			let isWell = !lookout.isTroubled();
			if (at !== null && (isLookDue || !isWell)) {
				isLookDue = false;
				isWell = await lookAt(at);
			}
			const [first] = queue;
			const isOff = at !== null && isWell && first !== undefined && (await printFirst(at, first));
			if (!isOff && at === printer && !isStopped) await rest();
		}
	}

	const running = run();
	return {
		queueTicket(admission) {
			if (printer === null || book.has(admissionKeyOf(admission))) return;
			addTicket(book, admission, nowMs());
			enqueue(admission);
		},
		reprint: enqueue,
		unsettled: () => [...open.values()].toSorted(compareAdmissions),
		settle(admission, isThere) {
			const ticket = open.get(admissionKeyOf(admission));
			const copy = ticketStandingOf(book, admission)?.copy;
			if (ticket === undefined || copy === undefined || (!isThere && printer === null)) return false;
			if (ticket.why === "inDoubt" && !record(admission, copy, isThere ? "kept" : "failed")) return false;
			open.delete(admissionKeyOf(admission));
			if (!isThere) enqueue(admission);
			changed();
			return true;
		},
		printerStatus: () => (printer === null ? { kind: "none" } : lookout.shown(queue.length)),
		queryPrinter() {
			isLookDue = true;
			wake();
		},
		replacePrinter(to) {
			printer?.close();
			printer = to;
			isLookDue = true;
			lookout.update({ kind: "mute" });
			wake();
		},
		async stop() {
			isStopped = true;
			printer?.close();
			wake();
			await running;
		},
	};
}

function conditionAfter(outcome: PrintOutcome): PrinterCondition {
	switch (outcome.kind) {
		case "printed":
			return outcome.condition;
		case "unanswered":
			return { kind: "mute" };
		case "failed":
		case "unknown":
			return { kind: "trouble", why: outcome.why };
		default:
			return outcome satisfies never;
	}
}

function compareAdmissions({ admission: a }: UnresolvedTicket, { admission: b }: UnresolvedTicket): number {
	return a.incarnation - b.incarnation || a.line - b.line;
}

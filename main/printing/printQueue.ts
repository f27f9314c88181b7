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
import { describeError, type Log } from "../../sync/log.ts";
import type { PrintCallbacks, Printer, PrinterCondition, PrintOutcome } from "./printer.ts";
import { conditionAfter, createPrinterStatus } from "./printerStatus.ts";

export type PrintQueueParts = {
	/** The day's tickets so far, folded from the journal. The queue updates it. */
	readonly ledger: TicketLedger;
	/** Null for a kiosk without a printer: nothing is queued. */
	readonly printer: Printer | null;
	/** Makes a fact durable before it returns. False when that failed: nothing is sent then. */
	readonly write: (fact: TicketFact) => boolean;
	/** The content of a ticket; null when its admission was voided, so that it is not printed. One that throws fails alone. */
	readonly ticketOf: (admission: AdmissionRef, copy: number) => Ticket | null;
	readonly clock: Clock;
	/** How often the status of an idle or troubled printer is queried. */
	readonly queryEveryMs: number;
	/** Something a screen shows may have changed. */
	readonly onChange: () => void;
	/** A driver answers expected failures as values. What it throws is a fault of ours and is reported here. */
	readonly log: Log;
};

export type PrintQueue = {
	/** After an admission; returns without callbacks for the printer. */
	readonly queueTicket: (admission: AdmissionRef) => void;
	/** Prints another copy, whatever happened to those before. False without a printer, or when the day has no such admission. */
	readonly reprint: (admission: AdmissionRef) => boolean;
	/** Tickets whose outcome only a person can tell, in the order of admission. */
	readonly unsettled: () => readonly UnresolvedTicket[];
	/** The person's answer: the ticket is there or not needed, else it is printed. False when that could not be recorded. */
	readonly settle: (admission: AdmissionRef, isThere: boolean) => boolean;
	/** Gives up what waits, without printing or asking; returns how many tickets that were. The one being printed goes on. */
	readonly dropWaiting: () => number;
	readonly printerStatus: () => PrinterAvailability;
	/** Queries the status now instead of after the period. */
	readonly queryPrinter: () => void;
	/** Uses another printer, or none, from now on; queued tickets are printed there. */
	readonly replacePrinter: (printer: Printer | null) => void;
	readonly stop: () => Promise<void>;
};

/** After a restart, a ticket that was never sent is offered to a person for so long. */
const unsentTicketLimitMs = 15 * 60_000;

/**
 * Prints one ticket at a time, in the order of admission (at-most-once). A ticket of which nothing was sent waits until the
 * printer works again. A ticket that was sent is never repeated automatically: if its outcome is unknown, a person is asked.
 */
export function openPrintQueue(parts: PrintQueueParts): PrintQueue {
	const { ledger, write, clock, log } = parts;
	const { nowMs } = clock;
	const open = new Map(
		findUnresolvedTickets(ledger, nowMs() - unsentTicketLimitMs).map((ticket) => [
			admissionKeyOf(ticket.admission),
			ticket,
		]),
	);
	const status = createPrinterStatus(nowMs, changed);
	let queue: readonly AdmissionRef[] = [];
	/** The ticket being printed. */
	let inHand: string | null = null;
	let printer = parts.printer;
	let isStopped = false;
	let isCheckDue = true;
	let wake = () => {};

	function record(admission: AdmissionRef, copy: number, step: TicketStep): boolean {
		const fact: TicketFact = { kind: "ticket", admission, copy, step };
		const isWritten = write(fact);
		if (isWritten) applyEntryToTickets(ledger, fact);
		return isWritten;
	}

	function markUnresolved(admission: AdmissionRef, why: UnresolvedTicket["why"]): void {
		const atMs = ticketStandingOf(ledger, admission)?.atMs ?? nowMs();
		open.set(admissionKeyOf(admission), { admission, atMs, why });
	}

	function enqueue(admission: AdmissionRef): boolean {
		const key = admissionKeyOf(admission);
		if (printer === null || !ledger.has(key)) return false;
		open.delete(key);
		if (!queue.some((one) => admissionKeyOf(one) === key)) queue = [...queue, admission];
		changed();
		wake();
		return true;
	}

	/** Whether the printer has no trouble. With tickets queued, recovery is shown only after the first of them is printed. */
	async function checkPrinter(at: Printer): Promise<boolean> {
		const found = await at.queryCondition().catch((error: unknown): PrinterCondition => {
			log.error("printerQueryFailed", describeError(error));
			return { kind: "trouble", why: "error" };
		});
		const isWell = found.kind !== "trouble";
		if (at !== printer) return false;
		if (!isWell || queue.length === 0) status.update(found);
		return isWell;
	}

	function dequeue(admission: AdmissionRef): void {
		const key = admissionKeyOf(admission);
		queue = queue.filter((one) => admissionKeyOf(one) !== key);
	}

	/** True when the ticket left the queue. A fault of ours with one ticket must not keep the next from being printed. */
	async function printOrGiveUp(at: Printer, admission: AdmissionRef): Promise<boolean> {
		inHand = admissionKeyOf(admission);
		try {
			return await printFirst(at, admission);
		} catch (error) {
			log.error("ticketFailed", describeError(error));
			dequeue(admission);
			const isSent = ticketStandingOf(ledger, admission)?.step === "sent";
			markUnresolved(admission, isSent ? "inDoubt" : "failed");
			changed();
			return true;
		} finally {
			inHand = null;
		}
	}

	/** What a listener throws is its own fault and stops no printing. */
	function changed(): void {
		try {
			parts.onChange();
		} catch (error) {
			log.error("printerListenerFailed", describeError(error));
		}
	}

	/** A ticket that was not sent keeps its place, unless it is the ticket that cannot be printed. */
	async function printFirst(at: Printer, admission: AdmissionRef): Promise<boolean> {
		const copy = nextCopyOf(admission);
		const ticket = parts.ticketOf(admission, copy);
		if (ticket === null) {
			dequeue(admission);
			return true;
		}
		let isSent = false;
		const callbacks: PrintCallbacks = {
			beforeSend() {
				isSent = record(admission, copy, "sent");
				return isSent;
			},
			onTrouble: (why) => status.update(why === null ? { kind: "well", isNearEnd: false } : { kind: "trouble", why }),
		};
		const broken = (error: unknown): PrintOutcome => {
			log.error("ticketPrintFailed", { isSent, ...describeError(error) });
			if (!isSent) throw error;
			return { kind: "unknown", why: "error" };
		};
		const outcome = await at.print(ticket, callbacks).catch(broken);
		const isOver = isSent || outcome.kind === "undrawable";
		if (isOver) {
			dequeue(admission);
			settleOutcome(admission, copy, outcome);
		}
		const condition = conditionAfter(outcome);
		if (at === printer && condition !== null) status.update(condition);
		changed();
		return isOver;
	}

	function nextCopyOf(admission: AdmissionRef): number {
		return (ticketStandingOf(ledger, admission)?.copy ?? 0) + 1;
	}

	function settleOutcome(admission: AdmissionRef, copy: number, outcome: PrintOutcome): void {
		switch (outcome.kind) {
			case "printed":
			case "unanswered":
				record(admission, copy, "printed");
				break;
			case "failed":
			case "undrawable":
				record(admission, copy, "failed");
				markUnresolved(admission, "failed");
				break;
			case "unknown":
				markUnresolved(admission, "inDoubt");
				break;
			default:
				outcome satisfies never;
		}
	}

	/** Waits until there is something to do. */
	function rest(): Promise<void> {
		return new Promise((resolve) => {
			const cancel = clock.after(parts.queryEveryMs, () => {
				isCheckDue = true;
				resolve();
			});
			wake = () => {
				cancel();
				resolve();
			};
		});
	}

	/** True when a ticket left the queue. */
	async function runOnce(at: Printer | null): Promise<boolean> {
		let isWell = !status.isTroubled();
		if (at !== null && (isCheckDue || !isWell)) {
			isCheckDue = false;
			isWell = await checkPrinter(at);
		}
		const [first] = queue;
		return at !== null && isWell && first !== undefined && (await printOrGiveUp(at, first));
	}

	/** A fault of ours ends no more than one attempt. */
	async function run(): Promise<void> {
		while (!isStopped) {
			const at = printer;
			const isDone = await runOnce(at).catch((error: unknown) => {
				log.error("printQueueFailed", describeError(error));
				return false;
			});
			if (!isDone && at === printer && !isStopped) await rest();
		}
	}

	const running = run();
	return {
		queueTicket(admission) {
			if (printer === null || ledger.has(admissionKeyOf(admission))) return;
			addTicket(ledger, admission, nowMs());
			enqueue(admission);
		},
		reprint: enqueue,
		unsettled: () => [...open.values()].toSorted(compareAdmissions),
		settle(admission, isThere) {
			const ticket = open.get(admissionKeyOf(admission));
			const copy = ticketStandingOf(ledger, admission)?.copy;
			if (ticket === undefined || copy === undefined || (!isThere && printer === null)) return false;
			if (ticket.why === "inDoubt" && !record(admission, copy, isThere ? "kept" : "failed")) return false;
			if (ticket.why === "inDoubt" && isThere) {
				printer?.trust();
				isCheckDue = true;
				wake();
			}
			open.delete(admissionKeyOf(admission));
			if (!isThere) enqueue(admission);
			changed();
			return true;
		},
		dropWaiting() {
			const waiting = queue.filter((one) => admissionKeyOf(one) !== inHand);
			const dropped = waiting.filter((one) => record(one, nextCopyOf(one), "dropped"));
			for (const admission of dropped) dequeue(admission);
			changed();
			return dropped.length;
		},
		printerStatus: () => (printer === null ? { kind: "none" } : status.availability(queue.length)),
		queryPrinter() {
			isCheckDue = true;
			wake();
		},
		replacePrinter(to) {
			printer?.close();
			printer = to;
			isCheckDue = true;
			status.update({ kind: "mute" });
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

function compareAdmissions({ admission: a }: UnresolvedTicket, { admission: b }: UnresolvedTicket): number {
	return a.incarnation - b.incarnation || a.line - b.line;
}

import type { TestContext } from "node:test";
import { dotsAcross, type PrinterConnection } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { applyEntryToTickets, type TicketFact, type TicketLedger } from "../../core/journal/ticketLedger.ts";
import type { Patience } from "../../main/printing/escPos.ts";
import { openPrinter, type Printer, type PrinterParts } from "../../main/printing/printer.ts";
import { openPrinting, type Printing } from "../../main/printing/printQueue.ts";
import { systemClock } from "../../sync/system.ts";
import { aPicture, aTicket } from "./aTicket.ts";
import { type Model, VirtualPrinter } from "./virtualPrinter.ts";

/** For a printer that answers, on a machine that may be busy. */
const calm: Patience = { connectMs: 10_000, answerMs: 10_000, pollMs: 20, quietMs: 30_000, paperMs: 200 };
/** For one that does not, so that a test need not wait as long as a clerk would. */
const hasty: Patience = { connectMs: 1000, answerMs: 1000, pollMs: 20, quietMs: 2500, paperMs: 200 };

export const parts: PrinterParts = {
	draw: (ticket, paper) => Promise.resolve(aPicture(ticket, dotsAcross(paper))),
	system: { queues: () => Promise.resolve([]), print: () => Promise.resolve({ kind: "notSent" }) },
	patience: calm,
};
export const hastyParts: PrinterParts = { ...parts, patience: hasty };

/** A window's printing, and what it wrote. */
export type APrinting = Printing & {
	readonly facts: readonly TicketFact[];
	/** The facts as a clerk would tell them: "1 sent 1" is line 1, copy 1. */
	readonly told: () => string[];
};

export type Settings = {
	readonly printer: Printer | null;
	/** What was written before the restart; admissions as their line numbers. */
	readonly admitted?: readonly number[];
	readonly before?: readonly TicketFact[];
	readonly write?: (fact: TicketFact) => boolean;
	readonly ticketOf?: (line: number, copy: number) => Ticket | null;
};

export function aPrinting(
	test: TestContext,
	{ printer, admitted = [], before = [], ...settings }: Settings,
): APrinting {
	const facts: TicketFact[] = [...before];
	const book: TicketLedger = new Map();
	for (const line of admitted) {
		const admission = { incarnation: 1, line };
		book.set(`1/${line}`, { admission, atMs: 0, copy: 0, step: null, isVoided: false });
	}
	for (const fact of before) applyEntryToTickets(book, fact);
	const printing = openPrinting({
		book,
		printer,
		write(fact) {
			const isWritten = settings.write?.(fact) ?? true;
			if (isWritten) facts.push(fact);
			return isWritten;
		},
		ticketOf: ({ line }, copy) =>
			settings.ticketOf === undefined ? { ...aTicket, line, copy } : settings.ticketOf(line, copy),
		clock: { ...systemClock, nowMs: () => 0 },
		lookEveryMs: 30,
		changed: () => {},
	});
	test.after(printing.stop);
	const told = () => facts.map(({ admission, copy, step }) => `${admission.line} ${step} ${copy}`);
	return { ...printing, facts, told };
}

export function admission(line: number) {
	return { incarnation: 1, line };
}

const patienceOfTestMs = 60_000;

/** Waits for what must come about sooner or later. */
export async function until(isSo: () => boolean): Promise<void> {
	const endMs = performance.now() + patienceOfTestMs;
	while (!isSo()) {
		if (performance.now() > endMs) throw new Error(`it never came about: ${isSo}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** A printer at a port, and the program's end of it. */
export async function atPort(test: TestContext, model: Partial<Model> = {}) {
	const device = new VirtualPrinter(model);
	const port = await device.listen();
	test.after(() => device.close());
	const connection: PrinterConnection = { kind: "tcp", host: "127.0.0.1", port };
	const paper = device.paper.width === dotsAcross(58) ? 58 : 80;
	const isSilent = [model.answers, model.answersInOrder, model.tellsByItself].includes(false);
	return { device, port, printer: openPrinter({ connection, paper }, isSilent ? hastyParts : parts, systemClock) };
}

import type { TestContext } from "node:test";
import { inspect } from "node:util";
import { dotsAcross, type PrinterConnection } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { applyEntryToTickets, type TicketFact, type TicketLedger } from "../../core/journal/ticketLedger.ts";
import type { PrinterTimeouts } from "../../main/printing/escPos.ts";
import { openPrinter, type PrinterParts } from "../../main/printing/openPrinter.ts";
import type { Printer } from "../../main/printing/printer.ts";
import { openPrintQueue, type PrintQueue } from "../../main/printing/printQueue.ts";
import { silentLog } from "../../sync/log.ts";
import { systemClock } from "../../sync/system.ts";
import { drawTestBitmap, testTicket } from "./testTicket.ts";
import { type PrinterModel, VirtualPrinter } from "./virtualPrinter.ts";

/** For a printer that answers, on a machine that may be busy. */
const longTimeouts: PrinterTimeouts = {
	connectMs: 10_000,
	answerMs: 10_000,
	pollMs: 20,
	stallMs: 30_000,
	assumePrintedMs: 200,
};
/** For a printer that does not answer, with short time-outs, so that a test does not wait for the product's. */
const shortTimeouts: PrinterTimeouts = {
	connectMs: 1000,
	answerMs: 1000,
	pollMs: 20,
	stallMs: 2500,
	assumePrintedMs: 200,
};

export const printerParts: PrinterParts = {
	draw: (ticket, paper) => Promise.resolve(drawTestBitmap(ticket, dotsAcross(paper))),
	system: { queues: () => Promise.resolve([]), print: () => Promise.resolve({ kind: "notSent" }) },
	timeouts: longTimeouts,
};
export const hastyPrinterParts: PrinterParts = { ...printerParts, timeouts: shortTimeouts };

/** A kiosk's print queue, and the journal lines it wrote. */
export type TestPrintQueue = PrintQueue & {
	readonly facts: readonly TicketFact[];
	/** The journal lines in short: "1 sent 1" is line 1, copy 1. */
	readonly formatFacts: () => string[];
};

export type TestPrintQueueParts = {
	readonly printer: Printer | null;
	/** The journal before the restart; admissions by line number. */
	readonly admitted?: readonly number[];
	readonly before?: readonly TicketFact[];
	readonly write?: (fact: TicketFact) => boolean;
	readonly ticketOf?: (line: number, copy: number) => Ticket | null;
};

export function openTestPrintQueue(
	test: TestContext,
	{ printer, admitted = [], before = [], ...settings }: TestPrintQueueParts,
): TestPrintQueue {
	const facts: TicketFact[] = [...before];
	const ledger: TicketLedger = new Map();
	for (const line of admitted) {
		const admission = { incarnation: 1, line };
		ledger.set(`1/${line}`, { admission, atMs: 0, copy: 0, step: null, isVoided: false });
	}
	for (const fact of before) applyEntryToTickets(ledger, fact);
	const printing = openPrintQueue({
		ledger,
		printer,
		write(fact) {
			const isWritten = settings.write?.(fact) ?? true;
			if (isWritten) facts.push(fact);
			return isWritten;
		},
		ticketOf: ({ line }, copy) =>
			settings.ticketOf === undefined ? { ...testTicket, line, copy } : settings.ticketOf(line, copy),
		clock: { ...systemClock, nowMs: () => 0 },
		queryEveryMs: 30,
		log: silentLog,
		onChange: () => {},
	});
	test.after(printing.stop);
	const formatFacts = () => facts.map(({ admission, copy, step }) => `${admission.line} ${step} ${copy}`);
	const queue = { ...printing, facts, formatFacts };
	openQueues.push(queue);
	return queue;
}

/** Those of this test file, for the message of a wait that fails. */
const openQueues: TestPrintQueue[] = [];
const openDevices: VirtualPrinter[] = [];

function describeQueue(queue: TestPrintQueue) {
	return { facts: queue.formatFacts(), status: queue.printerStatus(), unsettled: queue.unsettled() };
}

function describeDevice({ paper }: VirtualPrinter) {
	return { cutOff: paper.cutOff.length, hanging: paper.hanging, left: paper.left };
}

export function admissionOf(line: number) {
	return { incarnation: 1, line };
}

/** A ticket is printed within a second: the limit allows for a busy machine. */
export const waitLimitMs = 10_000;

/** Polls until the condition holds. When it does not, the failure prints the queues and printers of the test. */
export async function waitUntil(isSo: () => boolean, limitMs = waitLimitMs): Promise<void> {
	const endMs = performance.now() + limitMs;
	while (!isSo()) {
		if (performance.now() > endMs) {
			const seen = inspect([...openQueues.map(describeQueue), ...openDevices.map(describeDevice)], { depth: 6 });
			throw new Error(`it did not come about within ${limitMs / 1000} s: ${isSo}; there is ${seen}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** A virtual printer at a TCP port, and the transport to it. */
export async function openVirtualTcpPrinter(test: TestContext, model: Partial<PrinterModel> = {}) {
	const device = new VirtualPrinter(model);
	openDevices.push(device);
	const port = await device.listen();
	test.after(() => device.close());
	const connection: PrinterConnection = { kind: "tcp", host: "127.0.0.1", port };
	const paper = device.paper.width === dotsAcross(58) ? 58 : 80;
	const isSilent = [model.answersRealTime, model.answersInOrder, model.sendsAutomaticStatus].includes(false);
	return {
		device,
		port,
		printer: openPrinter({ connection, paper }, isSilent ? hastyPrinterParts : printerParts, systemClock),
	};
}

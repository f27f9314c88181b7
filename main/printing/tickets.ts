import { findRow } from "../../core/allocation/allocation.ts";
import { seatRunsOf, seatsOf, toldSeatsOf } from "../../core/allocation/seating.ts";
import type { Session } from "../../core/allocation/session.ts";
import type {
	PrinterAvailability,
	RecordOutcome,
	ReprintOutcome,
	TestPrintOutcome,
	TicketInDoubt,
} from "../../core/contract/contract.ts";
import { defaultSettings, type Settings } from "../../core/contract/settings.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import type { Title } from "../../core/identity.ts";
import { standingOf } from "../../core/journal/dayLedger.ts";
import type { Entry } from "../../core/journal/journal.ts";
import {
	type AdmissionRef,
	admissionKeyOf,
	applyEntryToTickets,
	type TicketLedger,
} from "../../core/journal/ticketLedger.ts";
import type { Clock } from "../../sync/clock.ts";
import { describeError, type Log } from "../../sync/log.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import type { KioskSettings } from "../setup/settings.ts";
import { openPrinter, type PrinterParts } from "./openPrinter.ts";
import type { PrintOutcome } from "./printer.ts";
import { openPrintQueue } from "./printQueue.ts";
import { drawRuler } from "./ruler.ts";

export type TicketPrintingParts = {
	readonly venue: Title;
	readonly label: string;
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly clock: Clock;
	readonly printers: PrinterParts;
	readonly settings: KioskSettings;
	readonly onChange: () => void;
	readonly log: Log;
};

/** This kiosk's printer, and the tickets in its journal. */
export type TicketPrinting = {
	readonly reprint: (line: number) => ReprintOutcome;
	readonly settle: (admission: AdmissionRef, isThere: boolean) => RecordOutcome;
	readonly ticketsInDoubt: () => readonly TicketInDoubt[];
	readonly printerStatus: () => PrinterAvailability;
	/** A ticket that is titled as a test. */
	readonly printTest: () => Promise<TestPrintOutcome>;
	/** Bars of the widths that a printer may have: the longest whole one is the setting. */
	readonly printRuler: () => Promise<TestPrintOutcome>;
	readonly dropWaiting: () => number;
	readonly stop: () => Promise<void>;
};

type Redeemed = Extract<Entry, { kind: "redeemed" }>;

/** With the limits of a query (defaultPrinterTimeouts), a printer that fails or is mended is known to be so within five seconds. */
const queryEveryMs = 2000;

export function openTicketPrinting({
	journal,
	allocations,
	clock,
	printers,
	...parts
}: TicketPrintingParts): TicketPrinting {
	const ledger = ticketsOfLastDay(journal);
	/** The connection in use. Settings other than the printer's must not interrupt a ticket being printed. */
	let inUse = JSON.stringify(connectionOf(defaultSettings));
	const printing = openPrintQueue({
		ledger,
		printer: null,
		write: journal.record,
		ticketOf,
		clock,
		queryEveryMs,
		onChange: parts.onChange,
		log: parts.log,
	});

	/** The admission less those voided; null when all were. */
	function redeemedAt({ line, incarnation }: AdmissionRef): Redeemed | null {
		const entry = journal.entryAt(line, incarnation);
		if (entry?.kind !== "redeemed" || entry.day === null) return null;
		const { admissions } = standingOf(journal.ledgerOf(entry.day), entry.row);
		const inside = admissions.find((one) => one.line === line && one.incarnation === incarnation);
		if (inside === undefined) return null;
		const positions = [...inside.positions];
		return { ...entry, persons: inside.persons, positions, seats: toldSeatsOf(entry, positions) };
	}

	function ticketOf(admission: AdmissionRef, copy: number): Ticket | null {
		const redeemed = redeemedAt(admission);
		const list = redeemed?.day ? allocations.findAllocation(redeemed.day) : null;
		const session = list?.header.sessions.find((one) => one.session === redeemed?.session);
		if (redeemed === null || list === null || session === undefined) return null;
		const row = findRow(list, redeemed.row);
		const seats = redeemed.seats ?? (row === null ? [] : seatsOf(session, row, redeemed.positions ?? []));
		const isSeated = session.entry.kind === "seated" && seats.length > 0;
		return {
			language: parts.settings.current().language,
			venue: parts.venue,
			programme: list.header.programme,
			activity: session.title,
			hall: session.entry.kind === "boarding" ? session.entry.pier : session.hall,
			when: whenOf(session),
			persons: redeemed.persons,
			seats: session.entry.kind === "seated" && isSeated ? [...seatRunsOf(session.entry, seats)] : null,
			place: session.entry.kind !== "seated" && row !== null && row.place > 0 ? row.place : null,
			label: parts.label,
			...admission,
			admittedAtMs: redeemed.at,
			copy,
		};
	}

	function ownAdmission(line: number): AdmissionRef {
		return { incarnation: journal.incarnation(), line };
	}

	async function printSample(on: PrinterParts): Promise<TestPrintOutcome> {
		const printer = openPrinter(connectionOf(parts.settings.current()), on, clock);
		if (printer === null) return { kind: "notPrinted", why: "none" };
		const ticket = sampleTicket({ ...parts, settings: parts.settings.current }, clock.nowMs());
		try {
			return testOutcomeOf(await printer.print(ticket, { beforeSend: () => true, onTrouble: () => {} }));
		} catch (error) {
			parts.log.error("testPrintFailed", describeError(error));
			return { kind: "notPrinted", why: "error" };
		} finally {
			printer.close();
		}
	}

	parts.settings.follow((settings) => {
		const next = JSON.stringify(connectionOf(settings));
		if (next === inUse) return;
		inUse = next;
		printing.replacePrinter(openPrinter(connectionOf(settings), printers, clock));
	});
	journal.subscribe((entries) => {
		for (const entry of entries) {
			if (entry.kind === "redeemed" && entry.isTicketed) printing.queueTicket(ownAdmission(entry.seq));
		}
	});

	return {
		reprint(line) {
			const admission = ownAdmission(line);
			if (printing.printerStatus().kind === "none") return { kind: "notQueued", why: "noPrinter" };
			if (journal.entryAt(line, admission.incarnation)?.kind !== "redeemed") {
				return { kind: "notQueued", why: "noSuchLine" };
			}
			const redeemed = redeemedAt(admission);
			if (redeemed === null) return { kind: "notQueued", why: "voided" };
			const key = admissionKeyOf(admission);
			// The ledger has no ticket for an admission made without a printer, nor one whose first copy came out before this start.
			const isOut = redeemed.isTicketed && !ledger.has(key);
			applyEntryToTickets(ledger, { ...redeemed, isTicketed: true });
			if (isOut) applyEntryToTickets(ledger, { kind: "ticket", admission, copy: 1, step: "printed" });
			const copy = (ledger.get(key)?.copy ?? 0) + 1;
			printing.reprint(admission);
			return { kind: "queued", copy };
		},
		settle: (admission, isThere) =>
			printing.settle(admission, isThere) ? { kind: "noted" } : { kind: "notNoted", why: "noSuchLine" },
		ticketsInDoubt: () =>
			printing.unsettled().flatMap(({ admission, why }) => {
				const redeemed = redeemedAt(admission);
				if (redeemed === null) return [];
				const { at: atMs, persons, session } = redeemed;
				return [{ ...admission, atMs, persons, session, why }];
			}),
		printerStatus: printing.printerStatus,
		printTest: () => printSample(printers),
		printRuler: () => printSample({ ...printers, draw: () => Promise.resolve(drawRuler()) }),
		dropWaiting: printing.dropWaiting,
		stop: printing.stop,
	};
}

/** The tickets in progress when the app ended, even if the day's list is missing now or the time is not certain. */
function ticketsOfLastDay(journal: Journal): TicketLedger {
	const day = journal.lastDay();
	return new Map(day === null ? [] : journal.ledgerOf(day).tickets);
}

function connectionOf({ printer, paper, dots }: Settings) {
	return { connection: printer, paper, dots };
}

function testOutcomeOf(outcome: PrintOutcome): TestPrintOutcome {
	switch (outcome.kind) {
		case "printed":
		case "unanswered":
			return { kind: "printed" };
		case "undrawable":
			return { kind: "notPrinted", why: "error" };
		case "failed":
		case "unknown":
			return { kind: "notPrinted", why: outcome.why };
		default:
			return outcome satisfies never;
	}
}

function whenOf({ entry, startsAt, admitUntil }: Session): Ticket["when"] {
	switch (entry.kind) {
		case "open":
		case "seated":
			return { kind: "start", atMs: startsAt };
		case "quota":
			return { kind: "day", atMs: startsAt };
		case "boarding":
			return { kind: "boarding", atMs: startsAt, untilMs: admitUntil };
	}
}

/** The test print of set-up: laid out as a ticket, and titled as not being one. */
function sampleTicket(
	{ venue, label, settings }: { readonly venue: Title; readonly label: string; readonly settings: () => Settings },
	nowMs: number,
): Ticket {
	return {
		language: settings().language,
		venue,
		programme: null,
		activity: { "zh-CN": "打印测试 不是票", "zh-Hant": "打印測試 不是票", en: "Printer test, not a ticket" },
		hall: null,
		when: { kind: "start", atMs: nowMs },
		persons: 1,
		seats: null,
		place: null,
		label,
		incarnation: 1,
		line: 1,
		admittedAtMs: nowMs,
		copy: 1,
	};
}

import { findRow } from "../../core/allocation/allocation.ts";
import { seatRunsOf, seatsOf } from "../../core/allocation/seating.ts";
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
import { type AdmissionRef, applyEntryToTickets, type TicketLedger } from "../../core/journal/ticketLedger.ts";
import type { Clock } from "../../sync/clock.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import { sampleTicket } from "../sampleTicket.ts";
import type { KioskSettings } from "../setup/settings.ts";
import { openPrinter, type PrinterParts } from "./openPrinter.ts";
import { openPrintQueue } from "./printQueue.ts";

export type TicketPrintingParts = {
	readonly venue: Title;
	readonly label: string;
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly clock: Clock;
	readonly printers: PrinterParts;
	readonly settings: KioskSettings;
	readonly onChange: () => void;
};

/** This window's printer, and what its journal says of tickets. */
export type TicketPrinting = {
	readonly reprint: (line: number) => ReprintOutcome;
	readonly settle: (admission: AdmissionRef, isThere: boolean) => RecordOutcome;
	readonly ticketsInDoubt: () => readonly TicketInDoubt[];
	readonly printerStatus: () => PrinterAvailability;
	readonly printTest: () => Promise<TestPrintOutcome>;
	readonly stop: () => Promise<void>;
};

type Redeemed = Extract<Entry, { kind: "redeemed" }>;

const queryEveryMs = 15_000;

export function openTicketPrinting({
	journal,
	allocations: shelf,
	clock,
	printers,
	...parts
}: TicketPrintingParts): TicketPrinting {
	const book = ticketsOfLastDay(journal);
	/** Another volume or language must not cut off a ticket on its way. */
	let inUse = JSON.stringify(connectionOf(defaultSettings));
	const printing = openPrintQueue({
		book,
		printer: null,
		write: journal.record,
		ticketOf,
		clock,
		queryEveryMs: queryEveryMs,
		onChange: parts.onChange,
	});

	/** Null when the admission was undone. */
	function redeemedAt({ line, incarnation }: AdmissionRef): Redeemed | null {
		const entry = journal.entryAt(line, incarnation);
		if (entry?.kind !== "redeemed" || entry.day === null) return null;
		const { admissions } = standingOf(journal.ledgerOf(entry.day), entry.row);
		return admissions.some((one) => one.line === line && one.incarnation === incarnation) ? entry : null;
	}

	function ticketOf(admission: AdmissionRef, copy: number): Ticket | null {
		const redeemed = redeemedAt(admission);
		const list = redeemed?.day ? shelf.findAllocation(redeemed.day) : null;
		const session = list?.header.sessions.find((one) => one.session === redeemed?.session);
		if (redeemed === null || list === null || session === undefined) return null;
		const row = findRow(list, redeemed.row);
		const seats = row === null ? [] : seatsOf(session, row, redeemed.positions ?? []);
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

	function hereIs(line: number): AdmissionRef {
		return { incarnation: journal.incarnation(), line };
	}

	parts.settings.follow((settings) => {
		const wanted = JSON.stringify(connectionOf(settings));
		if (wanted === inUse) return;
		inUse = wanted;
		printing.replacePrinter(openPrinter(connectionOf(settings), printers, clock));
	});
	journal.subscribe((entries) => {
		for (const entry of entries) {
			if (entry.kind === "redeemed" && entry.isTicketed) printing.queueTicket(hereIs(entry.seq));
		}
	});

	return {
		reprint(line) {
			const admission = hereIs(line);
			if (printing.printerStatus().kind === "none") return { kind: "notQueued", why: "noPrinter" };
			if (journal.entryAt(line, admission.incarnation)?.kind !== "redeemed") {
				return { kind: "notQueued", why: "noSuchLine" };
			}
			const redeemed = redeemedAt(admission);
			if (redeemed === null) return { kind: "notQueued", why: "voided" };
			// One that was admitted while there was no printer has no ticket yet.
			applyEntryToTickets(book, { ...redeemed, isTicketed: true });
			const copy = (book.get(`${admission.incarnation}/${line}`)?.copy ?? 0) + 1;
			printing.reprint(admission);
			return { kind: "queued", copy };
		},
		settle: (admission, isThere) =>
			printing.settle(admission, isThere) ? { kind: "noted" } : { kind: "notNoted", why: "noSuchLine" },
		ticketsInDoubt: () =>
			printing.unsettled().flatMap(({ admission }) => {
				const redeemed = redeemedAt(admission);
				if (redeemed === null) return [];
				const { at: atMs, persons, session } = redeemed;
				return [{ ...admission, atMs, persons, session }];
			}),
		printerStatus: printing.printerStatus,
		async printTest() {
			const printer = openPrinter(connectionOf(parts.settings.current()), printers, clock);
			if (printer === null) return { kind: "notPrinted", why: "none" };
			const ticket = sampleTicket({ ...parts, settings: parts.settings.current }, clock.nowMs());
			const outcome = await printer.print(ticket, { beforeSend: () => true, onTrouble: () => {} });
			printer.close();
			const isOut = outcome.kind === "printed" || outcome.kind === "unanswered";
			return isOut ? { kind: "printed" } : { kind: "notPrinted", why: outcome.why };
		},
		stop: printing.stop,
	};
}

/** What was on its way when the app went down, whether or not its list is there now, or the time is known. */
function ticketsOfLastDay(journal: Journal): TicketLedger {
	const day = journal.lastDay();
	return new Map(day === null ? [] : journal.ledgerOf(day).tickets);
}

function connectionOf({ printer, paper }: Settings) {
	return { connection: printer, paper };
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

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
import type { Entry, Fact } from "../../core/journal/journal.ts";
import { type AdmissionRef, applyEntryToTickets, type TicketLedger } from "../../core/journal/ticketLedger.ts";
import type { Clock } from "../../sync/clock.ts";
import type { KioskShelf } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import { sampleTicket } from "../sampleTicket.ts";
import { openPrinter, type PrinterParts } from "./printer.ts";
import { openPrinting } from "./printQueue.ts";

export type TicketingParts = {
	readonly venue: Title;
	readonly label: string;
	readonly journal: Journal;
	readonly shelf: KioskShelf;
	readonly clock: Clock;
	readonly printers: PrinterParts;
	readonly settings: () => Settings;
	/** Writes a line; false when the disk did not take it. */
	readonly note: (fact: Fact) => boolean;
	readonly changed: () => void;
};

/** This window's printer, and what its journal says of tickets. */
export type Ticketing = {
	/** An admission's ticket is on its way; it waits for no paper. */
	readonly admitted: (line: number) => void;
	readonly printAgain: (line: number) => ReprintOutcome;
	readonly settle: (admission: AdmissionRef, isThere: boolean) => RecordOutcome;
	readonly inDoubt: () => readonly TicketInDoubt[];
	readonly printer: () => PrinterAvailability;
	readonly test: () => Promise<TestPrintOutcome>;
	/** Takes up the printer that is set now. */
	readonly use: (settings: Settings) => void;
	readonly stop: () => Promise<void>;
};

type Redeemed = Extract<Entry, { kind: "redeemed" }>;

const lookEveryMs = 15_000;

export function openTicketing({ journal, shelf, clock, printers, note, ...parts }: TicketingParts): Ticketing {
	const book = lastTickets(journal);
	/** Another volume or language must not cut off a ticket on its way. */
	let inUse = JSON.stringify(connectionOf(defaultSettings));
	const printing = openPrinting({
		book,
		printer: null,
		write: note,
		ticketOf,
		clock,
		lookEveryMs,
		changed: parts.changed,
	});

	/** Null when the admission was undone. */
	function redeemedAt({ line, incarnation }: AdmissionRef): Redeemed | null {
		const entry = journal.entryAt(line, incarnation);
		if (entry?.kind !== "redeemed" || entry.day === null) return null;
		const { admissions } = standingOf(journal.bookOf(entry.day), entry.row);
		return admissions.some((one) => one.line === line && one.incarnation === incarnation) ? entry : null;
	}

	function ticketOf(admission: AdmissionRef, copy: number): Ticket | null {
		const redeemed = redeemedAt(admission);
		const list = redeemed?.day ? shelf.listOf(redeemed.day) : null;
		const session = list?.header.sessions.find((one) => one.session === redeemed?.session);
		if (redeemed === null || list === null || session === undefined) return null;
		const row = findRow(list, redeemed.row);
		const seats = row === null ? [] : seatsOf(session, row, redeemed.positions ?? []);
		const isSeated = session.entry.kind === "seated" && seats.length > 0;
		return {
			language: parts.settings().language,
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

	return {
		admitted: (line) => printing.queueTicket(hereIs(line)),
		printAgain(line) {
			const admission = hereIs(line);
			if (printing.printerShown().kind === "none") return { kind: "notQueued", why: "noPrinter" };
			if (journal.entryAt(line, admission.incarnation)?.kind !== "redeemed") {
				return { kind: "notQueued", why: "noSuchLine" };
			}
			const redeemed = redeemedAt(admission);
			if (redeemed === null) return { kind: "notQueued", why: "voided" };
			// One that was admitted while there was no printer has no ticket yet.
			applyEntryToTickets(book, { ...redeemed, isTicketed: true });
			const copy = (book.get(`${admission.incarnation}/${line}`)?.copy ?? 0) + 1;
			printing.printAgain(admission);
			return { kind: "queued", copy };
		},
		settle: (admission, isThere) =>
			printing.settle(admission, isThere) ? { kind: "noted" } : { kind: "notNoted", why: "noSuchLine" },
		inDoubt: () =>
			printing.pending().flatMap(({ admission }) => {
				const redeemed = redeemedAt(admission);
				if (redeemed === null) return [];
				const { at: atMs, persons, session } = redeemed;
				return [{ ...admission, atMs, persons, session }];
			}),
		printer: printing.printerShown,
		async test() {
			const printer = openPrinter(connectionOf(parts.settings()), printers, clock);
			if (printer === null) return { kind: "notPrinted", why: "none" };
			const ticket = sampleTicket(parts, clock.nowMs());
			const outcome = await printer.print(ticket, { sending: () => true, troubled: () => {} });
			printer.close();
			const isOut = outcome.kind === "printed" || outcome.kind === "unanswered";
			return isOut ? { kind: "printed" } : { kind: "notPrinted", why: outcome.why };
		},
		use(settings) {
			const wanted = JSON.stringify(connectionOf(settings));
			if (wanted === inUse) return;
			inUse = wanted;
			printing.change(openPrinter(connectionOf(settings), printers, clock));
		},
		stop: printing.stop,
	};
}

/** What was on its way when the app went down, whether or not its list is there now, or the time is known. */
function lastTickets(journal: Journal): TicketLedger {
	const day = journal.lastDay();
	return new Map(day === null ? [] : journal.bookOf(day).tickets);
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

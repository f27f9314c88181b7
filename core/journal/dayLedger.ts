import type { KioskId, RowKey } from "../identity.ts";
import { type Arrivals, addArrival } from "./arrivals.ts";
import type { Entry } from "./journal.ts";
import { applyEntryToShift } from "./shift.ts";
import { applyEntryToShortNumberLock, noShortNumberLock, type ShortNumberLock } from "./shortNumberLock.ts";
import { applyEntryToTickets, removeSettledTickets, type TicketLedger, voidTicket } from "./ticketLedger.ts";
import { findUncertainRow } from "./unreadableLines.ts";
import type { Shift } from "./values.ts";

/** One admission, by its journal line, less those of it who were voided; one that was wholly voided is left out. */
export type Admission = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly line: number;
	readonly session: number;
	readonly persons: number;
	/** Which members of the party, counted from 0. */
	readonly positions: readonly number[];
	readonly atMs: number;
};

/** The admissions of one voucher so far. */
export type VoucherStanding = {
	readonly admitted: number;
	/** In the order they were made. */
	readonly admissions: readonly Admission[];
	/** The newest step of a rotating code that an admission consumed; a void does not release it. */
	readonly lastStep: number | null;
	/** The newest issue that an admission was decided by; a void does not make it unknown again. */
	readonly newestIssue: IssuedRights | null;
	/** A line about this voucher cannot be read, so it is not known who of the party is inside. */
	readonly isUncertain: boolean;
};

/** What one issue of a voucher is good for, as far as a journal line says. */
export type IssuedRights = { readonly issue: number; readonly session: number; readonly party: number };

export const emptyStanding: VoucherStanding = {
	admitted: 0,
	admissions: [],
	lastStep: null,
	newestIssue: null,
	isUncertain: false,
};

/** The standings by row: a map, or a cache that reads a missing one from the journal (main/journal/storedStandings.ts). */
export type Standings = {
	readonly get: (row: RowKey) => VoucherStanding | undefined;
	readonly set: (row: RowKey, standing: VoucherStanding) => void;
};

/** The fold of one day's journal entries. It is derived data and can be rebuilt at any time. */
export type DayLedger = {
	readonly standings: Standings;
	/** Persons admitted, and when they came, by session. */
	readonly admittedBySession: Map<number, number>;
	readonly arrivals: Map<number, Arrivals>;
	shortNumberLock: ShortNumberLock;
	shift: Shift | null;
	/** Counted since the shift opened; between shifts, since the last one opened. */
	overrides: number;
	/** Without those whose first copy came out. */
	readonly tickets: TicketLedger;
	/** Lines that cannot be read. */
	unreadable: number;
};

export function createDayLedger(standings: Standings = new Map<RowKey, VoucherStanding>()): DayLedger {
	return {
		standings,
		admittedBySession: new Map(),
		arrivals: new Map(),
		shortNumberLock: noShortNumberLock,
		shift: null,
		overrides: 0,
		tickets: new Map(),
		unreadable: 0,
	};
}

export function standingOf(book: DayLedger, row: RowKey): VoucherStanding {
	return book.standings.get(row) ?? emptyStanding;
}

export function countAdmitted(book: DayLedger, session: number): number {
	return book.admittedBySession.get(session) ?? 0;
}

/** The first positions of a party that are not admitted. Each person keeps a position, so that a seat is given once. */
export function findFreePositions(standing: VoucherStanding, persons: number): readonly number[] {
	const taken = new Set(standing.admissions.flatMap(({ positions }) => positions));
	const free: number[] = [];
	for (let position = 0; free.length < persons; position++) if (!taken.has(position)) free.push(position);
	return free;
}

/** Applies one entry; entries that move nobody change no standing. */
export function applyEntry(book: DayLedger, entry: Entry): void {
	book.shift = applyEntryToShift(book.shift, entry);
	applyEntryToTickets(book.tickets, entry);
	removeSettledTickets(book.tickets, entry);
	book.shortNumberLock = applyEntryToShortNumberLock(book.shortNumberLock, entry);
	switch (entry.kind) {
		case "redeemed":
			recordAdmission(book, entry);
			return;
		case "voided":
			undoAdmission(book, entry);
			return;
		case "shiftOpened":
			book.overrides = 0;
			return;
		default:
			return;
	}
}

/** Counts a line that cannot be read. Whoever it may have admitted or voided is uncertain from here on. */
export function applyUnreadableLine(book: DayLedger, line: string): void {
	book.unreadable++;
	const row = findUncertainRow(line);
	if (row !== null) book.standings.set(row, { ...standingOf(book, row), isUncertain: true });
}

function recordAdmission(book: DayLedger, entry: Extract<Entry, { kind: "redeemed" }>): void {
	const { kiosk, incarnation, seq: line, row, session, persons, at: atMs } = entry;
	const standing = standingOf(book, row);
	const positions = entry.positions ?? findFreePositions(standing, persons);
	book.standings.set(row, {
		...standing,
		admitted: standing.admitted + persons,
		admissions: [...standing.admissions, { kiosk, incarnation, line, session, persons, positions, atMs }],
		lastStep: newestStepOf(standing.lastStep, entry.step),
		newestIssue: newestIssueOf(standing.newestIssue, entry),
	});
	if (entry.override !== null) book.overrides++;
	addPersonsAdmitted(book, session, atMs, persons);
}

/** Voided by the kiosk that made the admission. A void of more persons than are still inside is untrue and counts for nothing. */
function undoAdmission(book: DayLedger, entry: Extract<Entry, { kind: "voided" }>): void {
	const { kiosk, incarnation, line, row, persons } = entry;
	const standing = standingOf(book, row);
	const undone = standing.admissions.find(
		(one) => one.kiosk === kiosk && one.incarnation === incarnation && one.line === line,
	);
	if (undone === undefined || persons > undone.persons) return;
	const left = withoutPersons(undone, persons, entry.positions);
	book.standings.set(row, {
		...standing,
		admitted: standing.admitted - persons,
		admissions: standing.admissions.flatMap((one) => (one === undone ? (left.persons > 0 ? [left] : []) : [one])),
	});
	if (left.persons === 0) voidTicket(book.tickets, { incarnation, line });
	addPersonsAdmitted(book, undone.session, undone.atMs, -persons);
}

/** The members of an admission who leave when some are voided: the last ones, so that the others sit together. */
export function leavingPositionsOf({ positions }: Pick<Admission, "positions">, persons: number): readonly number[] {
	return positions.toSorted((a, b) => a - b).slice(-persons);
}

function withoutPersons(admission: Admission, persons: number, named: readonly number[] | null): Admission {
	const leaving = new Set(named ?? leavingPositionsOf(admission, persons));
	return {
		...admission,
		persons: admission.persons - persons,
		positions: admission.positions.filter((position) => !leaving.has(position)),
	};
}

function addPersonsAdmitted(book: DayLedger, session: number, atMs: number, persons: number): void {
	book.admittedBySession.set(session, countAdmitted(book, session) + persons);
	const arrivals: Arrivals = book.arrivals.get(session) ?? new Map();
	addArrival(arrivals, atMs, persons);
	book.arrivals.set(session, arrivals);
}

function newestStepOf(a: number | null, b: number | null): number | null {
	return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function newestIssueOf(
	known: IssuedRights | null,
	{ issue, session, party }: Extract<Entry, { kind: "redeemed" }>,
): IssuedRights | null {
	return issue === null || (known !== null && issue < known.issue) ? known : { issue, session, party };
}

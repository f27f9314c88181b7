import type { KioskId, RowKey } from "../identity.ts";
import { type Arrivals, withArrival } from "./arrivals.ts";
import type { Entry } from "./journal.ts";
import { type Shift, shiftAfter } from "./shift.ts";
import { lockAfter, type NumberLock, unlocked } from "./shortNumberLock.ts";
import { attentionAfter, type Wanted } from "./staffCalls.ts";
import { enterTicket, type TicketBook } from "./ticketLedger.ts";

/** One admission that was not undone, by the line that says it. */
export type Admission = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly line: number;
	readonly session: number;
	readonly persons: number;
	/** Which of the party came in, counted from 0. */
	readonly positions: readonly number[];
	readonly atMs: number;
};

/** What the journal says of one voucher now. */
export type Standing = {
	readonly admitted: number;
	/** In the order they were made. */
	readonly admissions: readonly Admission[];
	/** The newest step of a rotating code that an admission has consumed; a void does not give it back. */
	readonly lastStep: number | null;
};

export const untouched: Standing = { admitted: 0, admissions: [], lastStep: null };

/** One day's journal folded. It is derived, so it can be thrown away and made again. */
export type Book = {
	readonly standings: Map<RowKey, Standing>;
	/** Persons admitted, and when they came, by session. */
	readonly sessions: Map<number, number>;
	readonly arrivals: Map<number, Arrivals>;
	numberLock: NumberLock;
	shift: Shift | null;
	/** Since the shift was opened; between shifts, since the last one was. */
	overrides: number;
	readonly tickets: TicketBook;
	wanted: readonly Wanted[];
};

export function emptyBook(): Book {
	return {
		standings: new Map(),
		sessions: new Map(),
		arrivals: new Map(),
		numberLock: unlocked,
		shift: null,
		overrides: 0,
		tickets: new Map(),
		wanted: [],
	};
}

export function standingOf(book: Book, row: RowKey): Standing {
	return book.standings.get(row) ?? untouched;
}

export function admittedIn(book: Book, session: number): number {
	return book.sessions.get(session) ?? 0;
}

/** The first so many of a party who are not inside: each keeps one place in it, so that a seat is given once. */
export function freePositions(standing: Standing, persons: number): readonly number[] {
	const taken = new Set(standing.admissions.flatMap(({ positions }) => positions));
	const free: number[] = [];
	for (let position = 0; free.length < persons; position++) if (!taken.has(position)) free.push(position);
	return free;
}

/** Enters one line; lines that move nobody change no standing. */
export function enter(book: Book, entry: Entry): void {
	book.shift = shiftAfter(book.shift, entry);
	enterTicket(book.tickets, entry);
	book.wanted = attentionAfter(book.wanted, entry);
	switch (entry.kind) {
		case "redeemed":
			admit(book, entry);
			return;
		case "voided":
			undo(book, entry);
			return;
		case "refused":
			book.numberLock = lockAfter(book.numberLock, entry);
			return;
		case "shiftOpened":
			book.overrides = 0;
			return;
		default:
			return;
	}
}

function admit(book: Book, entry: Extract<Entry, { kind: "redeemed" }>): void {
	const { kiosk, incarnation, seq: line, row, session, persons, at: atMs } = entry;
	const standing = standingOf(book, row);
	const positions = entry.positions ?? freePositions(standing, persons);
	book.standings.set(row, {
		admitted: standing.admitted + persons,
		admissions: [...standing.admissions, { kiosk, incarnation, line, session, persons, positions, atMs }],
		lastStep: newest(standing.lastStep, entry.step),
	});
	if (entry.override !== null) book.overrides++;
	count(book, session, atMs, persons);
}

/** An admission is undone by the kiosk that made it, and only once. */
function undo(book: Book, { kiosk, incarnation, line, row }: Extract<Entry, { kind: "voided" }>): void {
	const standing = standingOf(book, row);
	const undone = standing.admissions.find(
		(one) => one.kiosk === kiosk && one.incarnation === incarnation && one.line === line,
	);
	if (undone === undefined) return;
	book.standings.set(row, {
		...standing,
		admitted: standing.admitted - undone.persons,
		admissions: standing.admissions.filter((one) => one !== undone),
	});
	count(book, undone.session, undone.atMs, -undone.persons);
}

function count(book: Book, session: number, atMs: number, persons: number): void {
	book.sessions.set(session, admittedIn(book, session) + persons);
	book.arrivals.set(session, withArrival(book.arrivals.get(session) ?? new Map(), atMs, persons));
}

function newest(a: number | null, b: number | null): number | null {
	return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

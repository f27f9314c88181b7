import type { KioskId, RowKey } from "./identity.ts";
import type { Entry } from "./journal.ts";
import { lockAfter, type NumberLock, unlocked } from "./numberLock.ts";

/** What the journal says of one voucher now. */
export type Standing = {
	readonly admitted: number;
	readonly last: { readonly persons: number; readonly atMs: number; readonly kiosk: KioskId } | null;
	/** The newest step of a rotating code that an admission has consumed; a void does not give it back. */
	readonly lastStep: number | null;
};

export const untouched: Standing = { admitted: 0, last: null, lastStep: null };

/** The journal folded: standings by voucher and persons admitted by session. It is derived, so it can be thrown away and made again. */
export type Book = {
	readonly standings: Map<RowKey, Standing>;
	readonly sessions: Map<number, number>;
	numberLock: NumberLock;
};

export function emptyBook(): Book {
	return { standings: new Map(), sessions: new Map(), numberLock: unlocked };
}

export function standingOf(book: Book, row: RowKey): Standing {
	return book.standings.get(row) ?? untouched;
}

export function admittedIn(book: Book, session: number): number {
	return book.sessions.get(session) ?? 0;
}

/** Enters one line; lines that move nobody change nothing. */
export function enter(book: Book, entry: Entry): void {
	switch (entry.kind) {
		case "redeemed":
			move(book, entry, entry.persons, {
				last: { persons: entry.persons, atMs: entry.at, kiosk: entry.kiosk },
				lastStep: newest(standingOf(book, entry.row).lastStep, entry.step),
			});
			return;
		case "voided":
			move(book, entry, -entry.persons, standingOf(book, entry.row));
			return;
		case "enrolled":
		case "started":
		case "renewed":
		case "allocationTaken":
			return;
		case "refused":
			book.numberLock = lockAfter(book.numberLock, entry);
			return;
		case "clockJumped":
		case "keysPlain":
			return;
		default:
			entry satisfies never;
	}
}

function move(
	book: Book,
	{ row, session }: { readonly row: RowKey; readonly session: number },
	persons: number,
	{ last, lastStep }: Omit<Standing, "admitted">,
): void {
	const admitted = standingOf(book, row).admitted + persons;
	book.standings.set(row, { admitted, last: admitted > 0 ? last : null, lastStep });
	book.sessions.set(session, admittedIn(book, session) + persons);
}

function newest(a: number | null, b: number | null): number | null {
	return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

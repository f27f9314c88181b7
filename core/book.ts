import type { KioskId, RowKey } from "./identity.ts";
import type { Entry } from "./journal.ts";

/** What the journal says of one voucher now. */
export type Standing = {
	readonly admitted: number;
	readonly last: { readonly persons: number; readonly atMs: number; readonly kiosk: KioskId } | null;
};

export const untouched: Standing = { admitted: 0, last: null };

/** The journal folded: standings by voucher and persons admitted by session. It is derived, so it can be thrown away and made again. */
export type Book = {
	readonly standings: Map<RowKey, Standing>;
	readonly sessions: Map<number, number>;
};

export function emptyBook(): Book {
	return { standings: new Map(), sessions: new Map() };
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
			move(book, entry.row, entry.session, entry.persons, {
				persons: entry.persons,
				atMs: entry.at,
				kiosk: entry.kiosk,
			});
			return;
		case "voided":
			move(book, entry.row, entry.session, -entry.persons, standingOf(book, entry.row).last);
			return;
		case "enrolled":
		case "started":
		case "renewed":
		case "allocationTaken":
		case "refused":
			return;
		default:
			entry satisfies never;
	}
}

function move(book: Book, row: RowKey, session: number, persons: number, last: Standing["last"]): void {
	const admitted = standingOf(book, row).admitted + persons;
	book.standings.set(row, { admitted, last: admitted > 0 ? last : null });
	book.sessions.set(session, admittedIn(book, session) + persons);
}

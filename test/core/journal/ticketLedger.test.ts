import assert from "node:assert/strict";
import { test } from "node:test";
import { Day, KioskId, RowKey, zeroDigest } from "../../../core/identity.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import {
	enterTicket,
	openTickets,
	standingOfTicket,
	type TicketBook,
	type TicketFact,
	type TicketStep,
} from "../../../core/journal/ticketLedger.ts";
import { noonMs, venue } from "../venueDay.ts";

const row = RowKey.parse("00".repeat(16));
const minuteMs = 60_000;

function stamp(seq: number, at: number, incarnation: number) {
	return {
		v: 1,
		alg: "Ed25519",
		venue,
		day: Day.parse("2026-10-01"),
		kiosk: KioskId.parse("k0123456789ab"),
		incarnation,
		seq,
		prev: zeroDigest,
		boot: 1,
		at,
		mono: seq,
		hub: null,
		alloc: 1,
		revocations: 0,
		roster: 0,
		net: "none",
		operator: null,
	} as const;
}

function redeemed(seq: number, at = noonMs, incarnation = 1): Entry {
	const who = { row, session: 11, persons: 2, party: 2, source: "camera", step: null, skew: null } as const;
	const paper = { positions: null, isTicketed: true, override: null };
	return { ...stamp(seq, at, incarnation), kind: "redeemed", ...who, ...paper };
}

function ticket(line: number, copy: number, step: TicketStep, incarnation = 1): TicketFact {
	return { kind: "ticket", admission: { incarnation, line }, copy, step };
}

function bookOf(...lines: readonly (Entry | TicketFact)[]): TicketBook {
	const book: TicketBook = new Map();
	for (const line of lines) enterTicket(book, line);
	return book;
}

function asked(book: TicketBook, sinceMs = 0): string[] {
	return openTickets(book, sinceMs).map(({ admission, why }) => `${admission.line} ${why}`);
}

test("a ticket that was printed, or that a person has seen, is not asked about again", () => {
	const printed = [redeemed(1), ticket(1, 1, "sent"), ticket(1, 1, "printed")];
	const kept = [redeemed(2), ticket(2, 1, "sent"), ticket(2, 1, "kept")];
	assert.deepEqual(asked(bookOf(...printed, ...kept)), []);
});

test("a ticket that was sent and of which no more was heard is in doubt, however old", () => {
	const book = bookOf(redeemed(1, noonMs - 600 * minuteMs), ticket(1, 1, "sent"));
	assert.deepEqual(asked(book, noonMs), ["1 inDoubt"]);
});

test("an admission just before the crash, whose ticket was never sent, is asked about; one of long ago is not", () => {
	const book = bookOf(redeemed(1, noonMs - 60 * minuteMs), redeemed(2, noonMs));
	assert.deepEqual(asked(book, noonMs - 15 * minuteMs), ["2 unsent"]);
});

test("what did not come out is asked about", () => {
	assert.deepEqual(asked(bookOf(redeemed(1), ticket(1, 1, "sent"), ticket(1, 1, "failed"))), ["1 failed"]);
});

test("a voided admission needs no ticket", () => {
	const voided: Entry = {
		...stamp(3, noonMs, 1),
		...{ kind: "voided", row, session: 11, persons: 2, line: 1, why: "wrong party", by: null },
	};
	assert.deepEqual(asked(bookOf(redeemed(1), redeemed(2), ticket(1, 1, "sent"), voided)), ["2 unsent"]);
});

test("the questions come in the order of admission", () => {
	const book = bookOf(redeemed(1), redeemed(2), redeemed(3), ticket(2, 1, "sent"));
	assert.deepEqual(asked(book), ["1 unsent", "2 inDoubt", "3 unsent"]);
});

test("a late word on a copy that a later one replaced changes nothing", () => {
	const book = bookOf(redeemed(1), ticket(1, 1, "sent"), ticket(1, 2, "sent"), ticket(1, 2, "printed"));
	enterTicket(book, ticket(1, 1, "failed"));
	const standing = standingOfTicket(book, { incarnation: 1, line: 1 });
	assert.deepEqual([standing?.copy, standing?.step], [2, "printed"]);
});

test("the same line number of a window's former incarnation is another admission", () => {
	const book = bookOf(
		redeemed(1, noonMs, 1),
		redeemed(1, noonMs, 2),
		ticket(1, 1, "sent", 2),
		ticket(1, 1, "printed", 2),
	);
	assert.deepEqual(openTickets(book, 0), [{ admission: { incarnation: 1, line: 1 }, atMs: noonMs, why: "unsent" }]);
});

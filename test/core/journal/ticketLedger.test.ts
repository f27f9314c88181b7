import assert from "node:assert/strict";
import { test } from "node:test";
import { Day, KioskId, RowKey, zeroDigest } from "../../../core/identity.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import {
	applyEntryToTickets,
	findUnresolvedTickets,
	type TicketFact,
	type TicketLedger,
	type TicketStep,
	ticketStandingOf,
} from "../../../core/journal/ticketLedger.ts";
import { noonMs, venue } from "../venueDay.ts";

const row = RowKey.parse("00".repeat(16));
const minuteMs = 60_000;

function makeStamp(seq: number, at: number, incarnation: number) {
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

function makeRedeemedEntry(seq: number, at = noonMs, incarnation = 1): Entry {
	const who = { row, session: 11, persons: 2, party: 2, source: "camera", step: null, skew: null } as const;
	const paper = { positions: null, isTicketed: true, override: null };
	return { ...makeStamp(seq, at, incarnation), kind: "redeemed", ...who, ...paper };
}

function makeTicketFact(line: number, copy: number, step: TicketStep, incarnation = 1): TicketFact {
	return { kind: "ticket", admission: { incarnation, line }, copy, step };
}

function ledgerOf(...lines: readonly (Entry | TicketFact)[]): TicketLedger {
	const book: TicketLedger = new Map();
	for (const line of lines) applyEntryToTickets(book, line);
	return book;
}

function listUnresolved(book: TicketLedger, sinceMs = 0): string[] {
	return findUnresolvedTickets(book, sinceMs).map(({ admission, why }) => `${admission.line} ${why}`);
}

test("a ticket that was printed, or that a person has seen, is not asked about again", () => {
	const printed = [makeRedeemedEntry(1), makeTicketFact(1, 1, "sent"), makeTicketFact(1, 1, "printed")];
	const kept = [makeRedeemedEntry(2), makeTicketFact(2, 1, "sent"), makeTicketFact(2, 1, "kept")];
	assert.deepEqual(listUnresolved(ledgerOf(...printed, ...kept)), []);
});

test("a ticket that was sent and of which no more was heard is in doubt, however old", () => {
	const book = ledgerOf(makeRedeemedEntry(1, noonMs - 600 * minuteMs), makeTicketFact(1, 1, "sent"));
	assert.deepEqual(listUnresolved(book, noonMs), ["1 inDoubt"]);
});

test("an admission just before the crash, whose ticket was never sent, is asked about; one of long ago is not", () => {
	const book = ledgerOf(makeRedeemedEntry(1, noonMs - 60 * minuteMs), makeRedeemedEntry(2, noonMs));
	assert.deepEqual(listUnresolved(book, noonMs - 15 * minuteMs), ["2 unsent"]);
});

test("what did not come out is asked about", () => {
	assert.deepEqual(
		listUnresolved(ledgerOf(makeRedeemedEntry(1), makeTicketFact(1, 1, "sent"), makeTicketFact(1, 1, "failed"))),
		["1 failed"],
	);
});

test("a voided admission needs no ticket", () => {
	const voided: Entry = {
		...makeStamp(3, noonMs, 1),
		...{ kind: "voided", row, session: 11, persons: 2, line: 1, why: "wrong party", by: null },
	};
	assert.deepEqual(
		listUnresolved(ledgerOf(makeRedeemedEntry(1), makeRedeemedEntry(2), makeTicketFact(1, 1, "sent"), voided)),
		["2 unsent"],
	);
});

test("the questions come in the order of admission", () => {
	const book = ledgerOf(makeRedeemedEntry(1), makeRedeemedEntry(2), makeRedeemedEntry(3), makeTicketFact(2, 1, "sent"));
	assert.deepEqual(listUnresolved(book), ["1 unsent", "2 inDoubt", "3 unsent"]);
});

test("a late word on a copy that a later one replaced changes nothing", () => {
	const book = ledgerOf(
		makeRedeemedEntry(1),
		makeTicketFact(1, 1, "sent"),
		makeTicketFact(1, 2, "sent"),
		makeTicketFact(1, 2, "printed"),
	);
	applyEntryToTickets(book, makeTicketFact(1, 1, "failed"));
	const standing = ticketStandingOf(book, { incarnation: 1, line: 1 });
	assert.deepEqual([standing?.copy, standing?.step], [2, "printed"]);
});

test("the same line number of a window's former incarnation is another admission", () => {
	const book = ledgerOf(
		makeRedeemedEntry(1, noonMs, 1),
		makeRedeemedEntry(1, noonMs, 2),
		makeTicketFact(1, 1, "sent", 2),
		makeTicketFact(1, 1, "printed", 2),
	);
	assert.deepEqual(findUnresolvedTickets(book, 0), [
		{ admission: { incarnation: 1, line: 1 }, atMs: noonMs, why: "unsent" },
	]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEntry, createDayLedger } from "../../../core/journal/dayLedger.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import {
	applyEntryToTickets,
	findUnresolvedTickets,
	type TicketFact,
	type TicketLedger,
	type TicketStep,
	ticketStandingOf,
} from "../../../core/journal/ticketLedger.ts";
import { noonMs } from "../venueDay.ts";
import { lineOf, redeemed, voided } from "./someLines.ts";

const minuteMs = 60_000;

function makeRedeemedEntry(seq: number, at = noonMs, incarnation = 1): Entry {
	return lineOf(seq, redeemed(2, { party: 2, isTicketed: true }), { at, incarnation });
}

function makeTicketFact(line: number, copy: number, step: TicketStep, incarnation = 1): TicketFact {
	return { kind: "ticket", admission: { incarnation, line }, copy, step };
}

function ledgerOf(...lines: readonly (Entry | TicketFact)[]): TicketLedger {
	const ledger: TicketLedger = new Map();
	for (const line of lines) applyEntryToTickets(ledger, line);
	return ledger;
}

function ticketsOfDay(lines: readonly Entry[]): TicketLedger {
	const ledger = createDayLedger();
	for (const line of lines) applyEntry(ledger, line);
	return ledger.tickets;
}

function listUnresolved(ledger: TicketLedger, sinceMs = 0): string[] {
	return findUnresolvedTickets(ledger, sinceMs).map(({ admission, why }) => `${admission.line} ${why}`);
}

test("a ticket that was printed, or that a person has seen, is not asked about again", () => {
	const printed = [makeRedeemedEntry(1), makeTicketFact(1, 1, "sent"), makeTicketFact(1, 1, "printed")];
	const kept = [makeRedeemedEntry(2), makeTicketFact(2, 1, "sent"), makeTicketFact(2, 1, "kept")];
	assert.deepEqual(listUnresolved(ledgerOf(...printed, ...kept)), []);
});

test("a ticket that was sent and not reported on since is in doubt, however old", () => {
	const ledger = ledgerOf(makeRedeemedEntry(1, noonMs - 600 * minuteMs), makeTicketFact(1, 1, "sent"));
	assert.deepEqual(listUnresolved(ledger, noonMs), ["1 inDoubt"]);
});

test("an admission just before the crash, whose ticket was never sent, is asked about; one of long ago is not", () => {
	const ledger = ledgerOf(makeRedeemedEntry(1, noonMs - 60 * minuteMs), makeRedeemedEntry(2, noonMs));
	assert.deepEqual(listUnresolved(ledger, noonMs - 15 * minuteMs), ["2 unsent"]);
});

test("a ticket that failed is asked about", () => {
	assert.deepEqual(
		listUnresolved(ledgerOf(makeRedeemedEntry(1), makeTicketFact(1, 1, "sent"), makeTicketFact(1, 1, "failed"))),
		["1 failed"],
	);
});

test("a voided admission needs no ticket", () => {
	const lines = [makeRedeemedEntry(1), makeRedeemedEntry(2), lineOf(3, voided(1, 2))];
	assert.deepEqual(listUnresolved(ticketsOfDay(lines)), ["2 unsent"]);
});

test("an admission of which one person was voided still needs its ticket, until nobody of it is left (C4)", () => {
	const lines = [makeRedeemedEntry(1), lineOf(2, voided(1, 1))];
	assert.deepEqual(listUnresolved(ticketsOfDay(lines)), ["1 unsent"]);
	assert.deepEqual(listUnresolved(ticketsOfDay([...lines, lineOf(3, voided(1, 1))])), []);
});

test("unresolved tickets are listed in the order of admission", () => {
	const ledger = ledgerOf(
		makeRedeemedEntry(1),
		makeRedeemedEntry(2),
		makeRedeemedEntry(3),
		makeTicketFact(2, 1, "sent"),
	);
	assert.deepEqual(listUnresolved(ledger), ["1 unsent", "2 inDoubt", "3 unsent"]);
});

test("a late report on a replaced copy changes nothing", () => {
	const ledger = ledgerOf(
		makeRedeemedEntry(1),
		makeTicketFact(1, 1, "sent"),
		makeTicketFact(1, 2, "sent"),
		makeTicketFact(1, 2, "printed"),
	);
	applyEntryToTickets(ledger, makeTicketFact(1, 1, "failed"));
	const standing = ticketStandingOf(ledger, { incarnation: 1, line: 1 });
	assert.deepEqual([standing?.copy, standing?.step], [2, "printed"]);
});

test("the same line number of a kiosk's earlier incarnation is another admission", () => {
	const ledger = ledgerOf(
		makeRedeemedEntry(1, noonMs, 1),
		makeRedeemedEntry(1, noonMs, 2),
		makeTicketFact(1, 1, "sent", 2),
		makeTicketFact(1, 1, "printed", 2),
	);
	assert.deepEqual(findUnresolvedTickets(ledger, 0), [
		{ admission: { incarnation: 1, line: 1 }, atMs: noonMs, why: "unsent" },
	]);
});

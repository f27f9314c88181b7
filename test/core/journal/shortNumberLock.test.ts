import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEntry, createDayLedger } from "../../../core/journal/dayLedger.ts";
import {
	applyEntryToShortNumberLock,
	countTriesLeft,
	noShortNumberLock,
	type ShortNumberLock,
	shortNumberFailuresToLock,
	shortNumberLockEndOf,
	shortNumberLockMs,
} from "../../../core/journal/shortNumberLock.ts";
import { noonMs } from "../venueDay.ts";
import { lineOf, redeemed, refused } from "./someLines.ts";

const minuteMs = 60_000;

/** A short number of no voucher, typed so many minutes after noon. */
function guess(lock: ShortNumberLock, minutes: number, reason = "shortNumberUnknown"): ShortNumberLock {
	return applyEntryToShortNumberLock(lock, lineOf(1, refused(reason, "number"), { at: noonMs + minutes * minuteMs }));
}

const guesses = (...minutes: readonly number[]) =>
	minutes.reduce((lock, minute) => guess(lock, minute), noShortNumberLock);

test("the fifth wrong short number within ten minutes locks the entry for ten minutes", () => {
	const four = guesses(0, 1, 2, 3);
	assert.deepEqual(
		[shortNumberLockEndOf(four, noonMs + 4 * minuteMs), countTriesLeft(four, noonMs + 4 * minuteMs)],
		[null, 1],
	);
	const five = guess(four, 4);
	const untilMs = noonMs + 4 * minuteMs + shortNumberLockMs;
	assert.equal(shortNumberLockMs, 10 * minuteMs);
	assert.deepEqual([shortNumberLockEndOf(five, untilMs - 1), countTriesLeft(five, untilMs - 1)], [untilMs, 0]);
	assert.deepEqual([shortNumberLockEndOf(five, untilMs), countTriesLeft(five, untilMs)], [null, 5]);
});

test("the lock is restored from the lines of the journal", () => {
	const ledger = createDayLedger();
	for (const seq of [1, 2, 3, 4, 5]) applyEntry(ledger, lineOf(seq, refused("shortNumberUnknown", "number")));
	assert.equal(shortNumberFailuresToLock, 5);
	assert.equal(shortNumberLockEndOf(ledger.shortNumberLock, noonMs + 5), noonMs + 5 + shortNumberLockMs);
});

test("a wrong short number of more than ten minutes ago costs no try", () => {
	const lock = guesses(0, 1, 2, 3, 12);
	assert.deepEqual(
		[shortNumberLockEndOf(lock, noonMs + 12 * minuteMs), countTriesLeft(lock, noonMs + 12 * minuteMs)],
		[null, 3],
	);
});

test("a mistyped short number and a refused code cost no try, and an admission gives none back", () => {
	const two = guesses(0, 1);
	const mistyped = guess(two, 2, "shortNumberMalformed");
	const scanned = applyEntryToShortNumberLock(
		mistyped,
		lineOf(1, refused("shortNumberUnknown", "camera"), { at: noonMs + 2 * minuteMs }),
	);
	const admitted = applyEntryToShortNumberLock(scanned, lineOf(2, redeemed(1), { at: noonMs + 2 * minuteMs }));
	assert.equal(countTriesLeft(admitted, noonMs + 2 * minuteMs), 3);
});

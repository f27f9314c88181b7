import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEntry, createDayLedger } from "../../../core/journal/dayLedger.ts";
import type { Moment } from "../../../core/journal/runningTime.ts";
import {
	applyEntryToShortNumberLock,
	countTriesLeft,
	noShortNumberLock,
	type ShortNumberLock,
	shortNumberFailuresToLock,
	shortNumberLockLeftMs,
	shortNumberLockMs,
} from "../../../core/journal/shortNumberLock.ts";
import { noonMs } from "../venueDay.ts";
import { lineOf, redeemed, refused } from "./someLines.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** So many minutes after this start of the app; the clock says whatever it says. */
const after = (minutes: number, boot = 1): Moment => ({ boot, mono: minutes * minuteMs });

/** A short number that nobody has, typed so many minutes after the start. */
function guess(lock: ShortNumberLock, minutes: number, reason = "shortNumberUnknown", boot = 1): ShortNumberLock {
	const line = lineOf(1, refused(reason, "number"), { at: noonMs - 8 * hourMs * minutes, ...after(minutes, boot) });
	return applyEntryToShortNumberLock(lock, line);
}

const guesses = (...minutes: readonly number[]) =>
	minutes.reduce((lock, minute) => guess(lock, minute), noShortNumberLock);

test("the fifth wrong short number within ten minutes locks the entry for ten minutes", () => {
	const four = guesses(0, 1, 2, 3);
	assert.deepEqual([shortNumberLockLeftMs(four, after(4)), countTriesLeft(four, after(4))], [null, 1]);
	const five = guess(four, 4);
	assert.equal(shortNumberLockMs, 10 * minuteMs);
	assert.deepEqual([shortNumberLockLeftMs(five, after(13)), countTriesLeft(five, after(13))], [minuteMs, 0]);
	assert.deepEqual([shortNumberLockLeftMs(five, after(14)), countTriesLeft(five, after(14))], [null, 5]);
});

test("the lock is restored from the lines of the journal", () => {
	const ledger = createDayLedger();
	for (const seq of [1, 2, 3, 4, 5]) applyEntry(ledger, lineOf(seq, refused("shortNumberUnknown", "number")));
	assert.equal(shortNumberFailuresToLock, 5);
	assert.equal(shortNumberLockLeftMs(ledger.shortNumberLock, { boot: 1, mono: 5 }), shortNumberLockMs);
});

test("a wrong short number of more than ten minutes ago costs no try", () => {
	const lock = guesses(0, 1, 2, 3, 12);
	assert.deepEqual([shortNumberLockLeftMs(lock, after(12)), countTriesLeft(lock, after(12))], [null, 3]);
});

test("a mistyped short number and a refused code cost no try, and an admission gives none back", () => {
	const two = guesses(0, 1);
	const mistyped = guess(two, 2, "shortNumberMalformed");
	const scanned = applyEntryToShortNumberLock(mistyped, lineOf(1, refused("shortNumberUnknown", "camera"), after(2)));
	const admitted = applyEntryToShortNumberLock(scanned, lineOf(2, redeemed(1), after(2)));
	assert.equal(countTriesLeft(admitted, after(2)), 3);
});

test("a clock that is 8 hours ahead and then put right neither stretches nor cuts the lock on short numbers (C7)", () => {
	for (const aheadMs of [8 * hourMs, -8 * hourMs]) {
		const lock = [0, 1, 2, 3, 4].reduce(
			(held, minutes) =>
				applyEntryToShortNumberLock(
					held,
					lineOf(1, refused("shortNumberUnknown", "number"), { at: noonMs + aheadMs, ...after(minutes) }),
				),
			noShortNumberLock,
		);
		const jumped = applyEntryToShortNumberLock(
			lock,
			lineOf(6, { kind: "clockJumped", fromMs: noonMs + aheadMs, toMs: noonMs, why: "signedTime", by: null }, after(5)),
		);
		assert.equal(shortNumberLockLeftMs(jumped, after(5)), 9 * minuteMs);
		assert.equal(shortNumberLockLeftMs(jumped, after(14)), null);
	}
});

test("after a restart the lock goes on from the last line before it, whatever the clock says then (C7)", () => {
	const locked = guesses(0, 1, 2, 3, 4);
	const later = applyEntryToShortNumberLock(locked, lineOf(6, redeemed(1), after(10)));
	assert.equal(shortNumberLockLeftMs(later, after(0, 2)), 4 * minuteMs);
	assert.equal(shortNumberLockLeftMs(later, after(4, 2)), null);
	const third = applyEntryToShortNumberLock(later, lineOf(7, { kind: "started", app: "test" }, after(1, 2)));
	assert.equal(shortNumberLockLeftMs(third, after(0, 3)), 3 * minuteMs, "each start adds what it ran");
});

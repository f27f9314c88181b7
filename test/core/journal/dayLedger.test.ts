import assert from "node:assert/strict";
import { test } from "node:test";
import { KioskId } from "../../../core/identity.ts";
import {
	applyEntry,
	countAdmitted,
	createDayLedger,
	type DayLedger,
	standingOf,
} from "../../../core/journal/dayLedger.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import { noonMs } from "../venueDay.ts";
import { lineOf, override, redeemed, row, supervisor, voided } from "./someLines.ts";

function bookOf(...lines: readonly Entry[]): DayLedger {
	const book = createDayLedger();
	for (const line of lines) applyEntry(book, line);
	return book;
}

const admitted = (book: DayLedger) => [standingOf(book, row).admitted, countAdmitted(book, 11)];
const positions = (book: DayLedger) => standingOf(book, row).admissions.map((admission) => admission.positions);

test("an admission is voided once: the second void of it takes nobody back", () => {
	const book = bookOf(lineOf(1, redeemed(2)), lineOf(2, redeemed(3)), lineOf(3, voided(1, 2)), lineOf(4, voided(1, 2)));
	assert.deepEqual(admitted(book), [3, 3]);
});

test("a window voids its own admissions, never another window's nor those of its former incarnation", () => {
	const book = bookOf(
		lineOf(1, redeemed(2)),
		lineOf(2, voided(1, 2), { kiosk: KioskId.parse("kffffffffffff") }),
		lineOf(2, voided(1, 2), { incarnation: 2 }),
	);
	assert.deepEqual(admitted(book), [2, 2]);
});

test("a code that was consumed stays consumed when its admission is voided", () => {
	const book = bookOf(lineOf(1, redeemed(2, { step: 7 })), lineOf(2, voided(1, 2)));
	assert.equal(standingOf(book, row).lastStep, 7);
});

test("the newest code that was consumed counts, in whatever order two windows' lines arrive", () => {
	const book = bookOf(lineOf(2, redeemed(1, { step: 9 })), lineOf(1, redeemed(1, { step: 4 })));
	assert.equal(standingOf(book, row).lastStep, 9);
});

test("each of a party keeps the seat that the line names, and the next gets the first that is free", () => {
	const book = bookOf(lineOf(1, redeemed(2, { positions: [0, 2] })), lineOf(2, redeemed(2)));
	assert.deepEqual(positions(book), [
		[0, 2],
		[1, 3],
	]);
});

test("a supervisor's overrides are counted from the opening of the shift", () => {
	const overrides = [
		lineOf(1, redeemed(1, { override })),
		lineOf(2, redeemed(1)),
		lineOf(3, redeemed(1, { override })),
	];
	assert.equal(bookOf(...overrides).overrides, 2);
	const opened = lineOf(4, { kind: "shiftOpened", staff: supervisor });
	assert.equal(bookOf(...overrides, opened).overrides, 0);
	assert.equal(bookOf(...overrides, opened, lineOf(5, redeemed(1, { override }))).overrides, 1);
});

test("arrivals are counted by ten minutes, and a void takes them out of those in which they came", () => {
	const minuteMs = 60_000;
	const at = (minutes: number) => ({ at: noonMs + minutes * minuteMs });
	const book = bookOf(
		lineOf(1, redeemed(2), at(1)),
		lineOf(2, redeemed(3), at(9)),
		lineOf(3, redeemed(1), at(10)),
		lineOf(4, voided(1, 2), at(15)),
	);
	assert.deepEqual(
		[...(book.arrivals.get(11) ?? [])],
		[
			[noonMs, 3],
			[noonMs + 10 * minuteMs, 1],
		],
	);
});

test("a call for staff stands until it is answered, and an answer to one leaves the others", () => {
	const call = (of: "member" | "printer", is: "wanted" | "settled") =>
		({ kind: "attention", of, why: of === "printer" ? "paperOut" : null, is }) as const;
	const calls = [lineOf(1, call("member", "wanted")), lineOf(2, call("printer", "wanted"))];
	const names = (book: DayLedger) => book.staffCalls.map(({ of, why }) => [of, why]);
	assert.deepEqual(names(bookOf(...calls)), [
		["member", null],
		["printer", "paperOut"],
	]);
	assert.deepEqual(names(bookOf(...calls, lineOf(3, call("member", "settled")))), [["printer", "paperOut"]]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../../../core/journal/journal.ts";
import { applyEntryToShift } from "../../../core/journal/shift.ts";
import { type Shift, ShiftSlip } from "../../../core/journal/values.ts";
import { noonMs } from "../venueDay.ts";
import { lineOf, override, redeemed, refused, supervisor, voided } from "./someLines.ts";

function shiftOf(...lines: readonly Entry[]): Shift | null {
	return lines.reduce<Shift | null>(applyEntryToShift, null);
}

const opened = lineOf(1, { kind: "shiftOpened", staff: supervisor });

test("a shift counts admissions, persons, refusals, voids and overrides from its opening", () => {
	const shift = shiftOf(
		lineOf(0, redeemed(9)),
		opened,
		lineOf(2, redeemed(3)),
		lineOf(3, redeemed(2, { override })),
		lineOf(4, refused("forged")),
		lineOf(5, voided(2, 3)),
		lineOf(6, { kind: "lookedUp", found: 1 }),
	);
	assert.deepEqual(shift, {
		staff: supervisor,
		openedAtMs: noonMs + 1,
		admissions: 2,
		persons: 2,
		refusals: 1,
		voids: 1,
		voidedPersons: 3,
		overrides: 1,
	});
});

test("after its end there is no shift, until the next is opened", () => {
	const counts = { admissions: 0, persons: 0, refusals: 0, voids: 0, voidedPersons: 0, overrides: 0 };
	const slip = { staff: supervisor, openedAtMs: noonMs, allocated: 0, conflicts: 0, unsent: 0, stubs: null, ...counts };
	const closed = lineOf(2, { kind: "shiftClosed", slip });
	assert.equal(shiftOf(opened, closed), null);
	assert.equal(shiftOf(opened, closed, lineOf(3, redeemed(1))), null);
});

test("a void counts in the shift that made it, below zero if need be, and the slip is readable (C1)", () => {
	const early = lineOf(1, redeemed(3));
	const shift = shiftOf(early, lineOf(2, { kind: "shiftOpened", staff: supervisor }), lineOf(3, voided(1, 3)));
	assert.equal(shift?.persons, -3);
	assert.equal(shift?.voidedPersons, 3);
	const slip = { ...shift, allocated: 0, conflicts: 0, unsent: 0, stubs: 0 };
	assert.deepEqual(ShiftSlip.parse(JSON.parse(JSON.stringify(slip))), slip);
});

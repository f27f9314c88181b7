import assert from "node:assert/strict";
import { test } from "node:test";
import { KioskId } from "../../../core/identity.ts";
import {
	applyEntry,
	countAdmitted,
	createDayLedger,
	type DayLedger,
	findFreePositions,
	standingOf,
} from "../../../core/journal/dayLedger.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import { applyEntryToStaffCalls, type StaffCall } from "../../../core/journal/staffCalls.ts";
import { noonMs } from "../venueDay.ts";
import { lineOf, override, redeemed, row, supervisor, voided } from "./someLines.ts";

function ledgerOf(...lines: readonly Entry[]): DayLedger {
	const ledger = createDayLedger();
	for (const line of lines) applyEntry(ledger, line);
	return ledger;
}

const admitted = (ledger: DayLedger) => [standingOf(ledger, row).admitted, countAdmitted(ledger, 11)];
const positions = (ledger: DayLedger) => standingOf(ledger, row).admissions.map((admission) => admission.positions);

test("an admission is voided once: a second void of it changes nothing", () => {
	const ledger = ledgerOf(
		lineOf(1, redeemed(2)),
		lineOf(2, redeemed(3)),
		lineOf(3, voided(1, 2)),
		lineOf(4, voided(1, 2)),
	);
	assert.deepEqual(admitted(ledger), [3, 3]);
});

test("a kiosk voids its own admissions, never another kiosk's or those of its earlier incarnation", () => {
	const ledger = ledgerOf(
		lineOf(1, redeemed(2)),
		lineOf(2, voided(1, 2), { kiosk: KioskId.parse("kffffffffffff") }),
		lineOf(2, voided(1, 2), { incarnation: 2 }),
	);
	assert.deepEqual(admitted(ledger), [2, 2]);
});

test("a consumed code stays consumed when its admission is voided", () => {
	const ledger = ledgerOf(lineOf(1, redeemed(2, { step: 7 })), lineOf(2, voided(1, 2)));
	assert.equal(standingOf(ledger, row).lastStep, 7);
});

test("the newest consumed code counts, in whatever order two kiosks' lines arrive", () => {
	const ledger = ledgerOf(lineOf(2, redeemed(1, { step: 9 })), lineOf(1, redeemed(1, { step: 4 })));
	assert.equal(standingOf(ledger, row).lastStep, 9);
});

test("each member of a party keeps the seat named in the line, and the next one gets the first free seat", () => {
	const ledger = ledgerOf(lineOf(1, redeemed(2, { positions: [0, 2] })), lineOf(2, redeemed(2)));
	assert.deepEqual(positions(ledger), [
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
	assert.equal(ledgerOf(...overrides).overrides, 2);
	const opened = lineOf(4, { kind: "shiftOpened", staff: supervisor });
	assert.equal(ledgerOf(...overrides, opened).overrides, 0);
	assert.equal(ledgerOf(...overrides, opened, lineOf(5, redeemed(1, { override }))).overrides, 1);
});

test("arrivals are counted per ten minutes, and a void subtracts them from the ten minutes of the admission", () => {
	const minuteMs = 60_000;
	const at = (minutes: number) => ({ at: noonMs + minutes * minuteMs });
	const ledger = ledgerOf(
		lineOf(1, redeemed(2), at(1)),
		lineOf(2, redeemed(3), at(9)),
		lineOf(3, redeemed(1), at(10)),
		lineOf(4, voided(1, 2), at(15)),
	);
	assert.deepEqual(
		[...(ledger.arrivals.get(11) ?? [])],
		[
			[noonMs, 3],
			[noonMs + 10 * minuteMs, 1],
		],
	);
});

test("a call for staff is open until it is answered, and the answer to one leaves the others open", () => {
	const call = (of: "member" | "printer", is: "wanted" | "settled") =>
		({ kind: "attention", of, why: of === "printer" ? "paperOut" : null, is }) as const;
	const calls = [lineOf(1, call("member", "wanted")), lineOf(2, call("printer", "wanted"))];
	const namesOf = (lines: readonly Entry[]) =>
		lines.reduce<readonly StaffCall[]>(applyEntryToStaffCalls, []).map(({ of, why }) => [of, why]);
	assert.deepEqual(namesOf(calls), [
		["member", null],
		["printer", "paperOut"],
	]);
	assert.deepEqual(namesOf([...calls, lineOf(3, call("member", "settled"))]), [["printer", "paperOut"]]);
});

test("some persons of an admission may be voided, several times, and never more than it let in (C4)", () => {
	const lines = [lineOf(1, redeemed(3, { positions: [1, 3, 4] })), lineOf(2, redeemed(1))];
	const one = ledgerOf(...lines, lineOf(3, voided(1, 1)));
	assert.deepEqual(
		standingOf(one, row).admissions.map(({ line, persons, positions }) => [line, persons, positions]),
		[
			[1, 2, [1, 3]],
			[2, 1, [0]],
		],
	);
	assert.deepEqual([standingOf(one, row).admitted, countAdmitted(one, 11)], [3, 3]);
	assert.deepEqual(findFreePositions(standingOf(one, row), 2), [2, 4]);
	const named = ledgerOf(...lines, lineOf(3, voided(1, 1, [3])));
	assert.deepEqual(standingOf(named, row).admissions[0]?.positions, [1, 4]);
	const tooMany = ledgerOf(...lines, lineOf(3, voided(1, 2)), lineOf(4, voided(1, 2)));
	assert.deepEqual([standingOf(tooMany, row).admitted, countAdmitted(tooMany, 11)], [2, 2]);
	const all = ledgerOf(...lines, lineOf(3, voided(1, 2)), lineOf(4, voided(1, 1)));
	assert.deepEqual(
		standingOf(all, row).admissions.map(({ line }) => line),
		[2],
	);
});

test("the newest issue that admitted somebody is known, also after its void and an older line (C19)", () => {
	const newer = redeemed(1, { issue: 2, party: 2 });
	const book = ledgerOf(lineOf(1, newer), lineOf(2, voided(1, 1)), lineOf(3, redeemed(1, { issue: 1 })));
	assert.deepEqual(standingOf(book, row).newestIssue, { issue: 2, session: 11, party: 2 });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Session } from "../../../core/allocation/session.ts";
import type { RemoteStaffCall, SessionCounts } from "../../../core/contract/contract.ts";
import { pressResultListKey } from "../../../renderer/kiosk/counter/panels/forms/look-up-form.ts";
import { arrivalSlotsOf, maxSlots } from "../../../renderer/kiosk/counter/side/arrival-slots.ts";
import { staffNoticesOf } from "../../../renderer/kiosk/counter/side/staff-notices.ts";
import { keyByCode } from "./personKeys.ts";

const minute = 60_000;
const at = (time: string) => Date.parse(`2026-10-01T${time}:00+08:00`);

function tally(from: string, until: string, ...arrivals: readonly (readonly [string, number])[]): SessionCounts {
	const session: Session = {
		session: 1,
		activity: 1,
		title: { "zh-CN": "电影" },
		hall: null,
		startsAt: at(from),
		admitFrom: at(from),
		admitUntil: at(until),
		capacity: 200,
		entry: { kind: "open" },
	};
	const came = arrivals.map(([time, persons]) => ({ fromMs: at(time), persons }));
	return { session, allocated: 100, admitted: 0, arrivals: came };
}

test("a short session is drawn whole, the ten minutes that run marked, and empty slots with 0 persons", () => {
	const slots = arrivalSlotsOf(tally("14:00", "15:00", ["14:00", 4], ["14:20", 9]), at("14:25"));
	assert.deepEqual(
		slots.map(({ persons }) => persons),
		[4, 0, 9, 0, 0, 0],
	);
	assert.deepEqual(
		slots.map(({ is }) => is),
		["past", "past", "now", "later", "later", "later"],
	);
	assert.equal(slots[0]?.fromMs, at("14:00"));
});

test("of a long day the two hours up to now are drawn", () => {
	const slots = arrivalSlotsOf(tally("08:00", "18:00", ["08:00", 1], ["14:00", 7]), at("14:05"));
	assert.equal(slots.length, maxSlots);
	assert.deepEqual([slots[0]?.fromMs, slots.at(-1)?.fromMs], [at("12:10"), at("14:00")]);
	assert.deepEqual([slots.at(-1)?.persons, slots.at(-1)?.is], [7, "now"]);
});

test("before a session and after it its own times are drawn", () => {
	const long = tally("08:00", "18:00", ["08:00", 1]);
	assert.equal(arrivalSlotsOf(long, at("06:00"))[0]?.fromMs, at("08:00"));
	assert.ok(arrivalSlotsOf(long, at("06:00")).every(({ is }) => is === "later"));
	assert.equal(arrivalSlotsOf(long, at("23:00")).at(-1)?.fromMs, at("17:50"));
});

test("whoever was let in before the doors opened is drawn too", () => {
	const slots = arrivalSlotsOf(tally("14:00", "15:00", ["13:40", 2]), at("14:00"));
	assert.deepEqual([slots[0]?.fromMs, slots[0]?.persons, slots.length], [at("13:40"), 2, 8]);
});

test("what this window wants comes first, then who has waited longest", () => {
	const notice = (label: string, agoMinutes: number): RemoteStaffCall => {
		return { label, of: "member", why: null, sinceMs: at("14:00") - agoMinutes * minute };
	};
	const wants = staffNoticesOf({
		wanted: [{ of: "camera", why: "unplugged", sinceMs: at("14:00") }],
		notices: [notice("1", 1), notice("2", 9)],
		printer: { kind: "none" },
	});
	assert.deepEqual(
		wants.map(({ label, of }) => [label, of]),
		[
			[null, "camera"],
			["2", "member"],
			["1", "member"],
		],
	);
});

test("this kiosk's printer is listed once, with its present fault and not the recorded one", () => {
	const noted = { wanted: [{ of: "printer", why: "paperOut", sinceMs: 1 } as const], notices: [] };
	const of = (printer: Parameters<typeof staffNoticesOf>[0]["printer"]) =>
		staffNoticesOf({ ...noted, printer }).map(({ why }) => why);
	assert.deepEqual(of({ kind: "trouble", why: "coverOpen", sinceMs: 2, waiting: 0 }), ["coverOpen"]);
	assert.deepEqual(of({ kind: "ready", isPaperLow: false }), []);
});

test("in what a look-up found arrows and figures choose, Enter takes, Backspace asks again", () => {
	assert.deepEqual(pressResultListKey(0, 3, keyByCode("ArrowDown")), { at: 1, action: "moved" });
	assert.deepEqual(pressResultListKey(2, 3, keyByCode("ArrowDown")), { at: 2, action: "moved" });
	assert.deepEqual(pressResultListKey(0, 3, keyByCode("ArrowUp")), { at: 0, action: "moved" });
	assert.deepEqual(pressResultListKey(0, 3, keyByCode("Digit3")), { at: 2, action: "moved" });
	assert.deepEqual(pressResultListKey(0, 3, keyByCode("Digit4")), { at: 0, action: "moved" });
	assert.deepEqual(pressResultListKey(1, 3, keyByCode("Enter")), { at: 1, action: "took" });
	assert.deepEqual(pressResultListKey(1, 3, keyByCode("Backspace")), { at: 1, action: "again" });
	assert.deepEqual(
		pressResultListKey(0, 0, keyByCode("Enter")),
		{ at: 0, action: "again" },
		"nothing was found: another card",
	);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { adjustTime, splitTime, timeParts } from "../../renderer/kiosk/screens/time-parts.ts";
import { assertProperty } from "../property.ts";

const at = (text: string) => Date.parse(`${text}+08:00`);

test("a time is set part by part in the venue's calendar, across the ends of days, months and years", () => {
	assert.deepEqual(splitTime(at("2026-10-01T00:05")), { year: 2026, month: 10, day: 1, hour: 0, minute: 5 });
	for (const [from, part, by, to] of [
		["2026-09-30T14:20", "day", 1, "2026-10-01T14:20"],
		["2026-10-01T00:00", "minute", -1, "2026-09-30T23:59"],
		["2026-12-31T23:30", "hour", 1, "2027-01-01T00:30"],
		["2026-12-31T23:30", "month", 1, "2027-01-31T23:30"],
		["2026-01-31T06:00", "month", 1, "2026-02-28T06:00"],
		["2027-01-31T06:00", "month", -1, "2026-12-31T06:00"],
		["2028-02-29T06:00", "year", -1, "2027-02-28T06:00"],
		["1970-01-01T08:00", "year", 56, "2026-01-01T08:00"],
	] as const) {
		assert.equal(adjustTime(at(from), part, by), at(to), `${from} ${part} ${by}`);
	}
});

test("turning a part one up and one down again changes nothing before the 29th", () => {
	const days = fc.integer({ min: at("2026-01-01T00:00"), max: at("2090-01-01T00:00") });
	assertProperty(
		fc.property(days, fc.constantFrom(...timeParts), (ms, part) => {
			fc.pre(splitTime(ms).day < 29);
			assert.equal(adjustTime(adjustTime(ms, part, 1), part, -1), ms);
		}),
	);
});

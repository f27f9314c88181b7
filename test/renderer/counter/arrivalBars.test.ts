import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivalBarsOf, base, top, width } from "../../../renderer/kiosk/counter/side/arrival-bars.ts";
import { type ArrivalSlot, maxSlots } from "../../../renderer/kiosk/counter/side/arrival-slots.ts";

/** Slots with these numbers of persons; the slot `now` is the current one. */
function slots(now: number, ...persons: readonly number[]): readonly ArrivalSlot[] {
	return persons.map((count, i) => ({
		fromMs: i * 600_000,
		persons: count,
		is: i === now ? "now" : i < now ? "past" : "later",
	}));
}

function timedOf(of: readonly ArrivalSlot[]): readonly number[] {
	return arrivalBarsOf(of).bars.flatMap(({ timeAnchor }, i) => (timeAnchor === null ? [] : [i]));
}

test("the tallest bar has the full height, the others their share of it, and an empty slot none", () => {
	const { bars } = arrivalBarsOf(slots(2, 10, 40, 0));
	assert.deepEqual(
		bars.map(({ tall }) => tall),
		[(base - top) / 4, base - top, 0],
	);
	assert.deepEqual(
		arrivalBarsOf(slots(0, 0, 0)).bars.map(({ tall }) => tall),
		[0, 0],
	);
});

test("the bars fill the width, and few bars are no wider than those of an hour", () => {
	const full = arrivalBarsOf(slots(0, ...Array(maxSlots).fill(1)));
	assert.equal(full.step * maxSlots, width);
	assert.equal(full.bars.at(-1)?.x, width - full.step);
	assert.equal(arrivalBarsOf(slots(0, 1)).step, width / (maxSlots / 2));
});

test("the first of the tallest bars and the current one have a figure, an empty one never", () => {
	const figured = (of: readonly ArrivalSlot[]) => arrivalBarsOf(of).bars.map(({ hasFigure }) => hasFigure);
	assert.deepEqual(figured(slots(3, 9, 2, 9, 4)), [true, false, false, true]);
	assert.deepEqual(figured(slots(1, 9, 0)), [true, false]);
});

test("both ends and the current slot have a time, unless the labels would overlap", () => {
	assert.deepEqual(timedOf(slots(5, ...Array(12).fill(1))), [0, 5, 11]);
	assert.deepEqual(timedOf(slots(1, ...Array(12).fill(1))), [1, 11]);
	assert.deepEqual(timedOf(slots(11, ...Array(12).fill(1))), [0, 11]);
	assert.deepEqual(timedOf(slots(-1, 1, 1, 1)), [0, 2], "no current slot");
});

test("the times at both ends stay within the chart", () => {
	const anchors = arrivalBarsOf(slots(5, ...Array(12).fill(1))).bars.map(({ timeAnchor }) => timeAnchor);
	assert.deepEqual([anchors[0], anchors[5], anchors[11]], ["start", "middle", "end"]);
});

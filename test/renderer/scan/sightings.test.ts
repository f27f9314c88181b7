import assert from "node:assert/strict";
import { test } from "node:test";
import { noSightings, sight } from "../../../renderer/kiosk/scan/sightings.ts";

test("a code that stays before the camera is one scan, until three seconds after it went", () => {
	let at = sight(noSightings, "A", "camera", 0);
	assert.equal(at.isNew, true);
	for (let ms = 100; ms <= 9000; ms += 100) {
		at = sight(at.sightings, "A", "camera", ms);
		assert.equal(at.isNew, false);
	}
	assert.equal(sight(at.sightings, "A", "camera", 11_900).isNew, false);
	assert.equal(sight(at.sightings, "A", "camera", 12_000).isNew, true);
});

test("a gun may be pulled again after three seconds, however often it was pulled before", () => {
	const first = sight(noSightings, "A", "wedge", 0);
	const second = sight(first.sightings, "A", "wedge", 2000);
	assert.equal(second.isNew, false);
	assert.equal(sight(second.sightings, "A", "wedge", 3000).isNew, true);
});

test("another code between two looks at one does not make it two", () => {
	const first = sight(noSightings, "A", "camera", 0);
	const other = sight(first.sightings, "B", "camera", 500);
	assert.equal(other.isNew, true);
	assert.equal(sight(other.sightings, "A", "camera", 1000).isNew, false);
});

test("what the camera sees does not deafen the gun", () => {
	const seen = sight(noSightings, "A", "camera", 0);
	assert.equal(sight(seen.sightings, "A", "wedge", 100).isNew, true);
});

test("a rotating code that changes while it is held in view is one scan; another voucher's is another", () => {
	const rotating = (voucher: string, step: number) => `V2:${voucher.repeat(150)}${String(step).padStart(18, "0")}`;
	let at = sight(noSightings, rotating("A", 1), "camera", 14_000);
	for (const step of [1, 2, 2, 3]) {
		at = sight(at.sightings, rotating("A", step), "camera", 14_000 + step * 2000);
		assert.equal(at.isNew, false);
	}
	assert.equal(sight(at.sightings, rotating("B", 3), "camera", 20_100).isNew, true);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { dedupeScan, noRecentCodes } from "../../../renderer/kiosk/scan/scan-dedupe.ts";

test("a code that stays before the camera is one scan, until three seconds after it went", () => {
	let at = dedupeScan(noRecentCodes, "A", "camera", 0);
	assert.equal(at.isNew, true);
	for (let ms = 100; ms <= 9000; ms += 100) {
		at = dedupeScan(at.recentCodes, "A", "camera", ms);
		assert.equal(at.isNew, false);
	}
	assert.equal(dedupeScan(at.recentCodes, "A", "camera", 11_900).isNew, false);
	assert.equal(dedupeScan(at.recentCodes, "A", "camera", 12_000).isNew, true);
});

test("a gun may be pulled again after three seconds, however often it was pulled before", () => {
	const first = dedupeScan(noRecentCodes, "A", "wedge", 0);
	const second = dedupeScan(first.recentCodes, "A", "wedge", 2000);
	assert.equal(second.isNew, false);
	assert.equal(dedupeScan(second.recentCodes, "A", "wedge", 3000).isNew, true);
});

test("another code between two looks at one does not make it two", () => {
	const first = dedupeScan(noRecentCodes, "A", "camera", 0);
	const other = dedupeScan(first.recentCodes, "B", "camera", 500);
	assert.equal(other.isNew, true);
	assert.equal(dedupeScan(other.recentCodes, "A", "camera", 1000).isNew, false);
});

test("what the camera sees does not deafen the gun", () => {
	const seen = dedupeScan(noRecentCodes, "A", "camera", 0);
	assert.equal(dedupeScan(seen.recentCodes, "A", "wedge", 100).isNew, true);
});

test("a rotating code that changes while it is held in view is one scan; another voucher's is another", () => {
	const rotating = (voucher: string, step: number) => `V2:${voucher.repeat(150)}${String(step).padStart(18, "0")}`;
	let at = dedupeScan(noRecentCodes, rotating("A", 1), "camera", 14_000);
	for (const step of [1, 2, 2, 3]) {
		at = dedupeScan(at.recentCodes, rotating("A", step), "camera", 14_000 + step * 2000);
		assert.equal(at.isNew, false);
	}
	assert.equal(dedupeScan(at.recentCodes, rotating("B", 3), "camera", 20_100).isNew, true);
});

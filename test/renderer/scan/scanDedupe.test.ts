import assert from "node:assert/strict";
import { test } from "node:test";
import { dedupeScan, noRecentCodes, recordVerdict } from "../../../renderer/kiosk/scan/scan-dedupe.ts";

test("a code that stays before the camera is one scan, until three seconds after it went", () => {
	let at = dedupeScan(noRecentCodes, "V1:AAA", "camera", 0);
	assert.equal(at.isNew, true);
	for (let ms = 100; ms <= 9000; ms += 100) {
		at = dedupeScan(at.recentCodes, "V1:AAA", "camera", ms);
		assert.equal(at.isNew, false);
	}
	assert.equal(dedupeScan(at.recentCodes, "V1:AAA", "camera", 11_900).isNew, false);
	assert.equal(dedupeScan(at.recentCodes, "V1:AAA", "camera", 12_000).isNew, true);
});

test("a gun may be pulled again after three seconds, however often it was pulled before", () => {
	const first = dedupeScan(noRecentCodes, "V1:AAA", "wedge", 0);
	const second = dedupeScan(first.recentCodes, "V1:AAA", "wedge", 2000);
	assert.equal(second.isNew, false);
	assert.equal(dedupeScan(second.recentCodes, "V1:AAA", "wedge", 3000).isNew, true);
});

test("another code between two looks at one does not make it two", () => {
	const first = dedupeScan(noRecentCodes, "V1:AAA", "camera", 0);
	const other = dedupeScan(first.recentCodes, "V1:BBB", "camera", 500);
	assert.equal(other.isNew, true);
	assert.equal(dedupeScan(other.recentCodes, "V1:AAA", "camera", 1000).isNew, false);
});

test("what the camera sees does not deafen the gun", () => {
	const seen = dedupeScan(noRecentCodes, "V1:AAA", "camera", 0);
	assert.equal(dedupeScan(seen.recentCodes, "V1:AAA", "wedge", 100).isNew, true);
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

test("what any source reads within three seconds of the verdict is the same scan, and after it a new one (C3)", () => {
	for (const source of ["camera", "wedge", "serial", "typed"] as const) {
		const answered = recordVerdict(dedupeScan(noRecentCodes, "V1:AAA", "camera", 0).recentCodes, "V1:AAA", 4_000);
		assert.equal(dedupeScan(answered, "V1:AAA", source, 4_040).isNew, false, source);
		assert.equal(dedupeScan(answered, "V1:AAA", source, 6_999).isNew, false, source);
		assert.equal(dedupeScan(answered, "V1:AAA", source, 7_000).isNew, true, source);
		assert.equal(dedupeScan(answered, "V1:BBB", source, 4_040).isNew, true, source);
	}
});

test("a code that comes into view right after the gun's verdict, and stays, is one scan; the gun may be pulled again (C3)", () => {
	let seen = recordVerdict(dedupeScan(noRecentCodes, "V1:AAA", "wedge", 0).recentCodes, "V1:AAA", 100);
	for (let ms = 1_000; ms <= 8_000; ms += 500) {
		const step = dedupeScan(seen, "V1:AAA", "camera", ms);
		assert.equal(step.isNew, false, `${ms} ms`);
		seen = step.recentCodes;
	}
	assert.equal(dedupeScan(seen, "V1:AAA", "wedge", 8_100).isNew, true);
});

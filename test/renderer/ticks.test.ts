import assert from "node:assert/strict";
import { test } from "node:test";
import { rotationStepMs } from "../../core/voucher/rotatingCode.ts";
import { watchSeconds } from "../../renderer/kiosk/second-ticks.ts";
import { watchRotationStep } from "../../renderer/pass/rotation-steps.ts";
import { manualPageClock } from "./manualPageClock.ts";

/** 300 ms into a second, and into a step of the rotating code. */
const startMs = 1_790_000_010_300 - (1_790_000_010_000 % rotationStepMs);

test("the time is reported at once, and then just after each second of main's clock begins", async () => {
	const clock = manualPageClock(startMs);
	const seen: number[] = [];
	const cancel = watchSeconds(200, (nowMs) => void seen.push(nowMs - startMs), clock);
	await clock.move(2600);
	assert.deepEqual(seen, [200, 705, 1705, 2705]);
	cancel();
	await clock.move(5000);
	assert.equal(seen.length, 4);
});

test("a timer that fires late does not shift the seconds after it", async () => {
	const clock = manualPageClock(startMs);
	const seen: number[] = [];
	watchSeconds(0, (nowMs) => void seen.push(nowMs - startMs), clock);
	clock.stall(900);
	await clock.move(1000);
	assert.deepEqual(seen, [0, 900, 1705]);
});

test("the rotating code's step changes with the hub's clock", async () => {
	const clock = manualPageClock(startMs);
	const steps: number[] = [];
	const first = Math.floor(startMs / rotationStepMs);
	watchRotationStep(1000, (step) => void steps.push(step - first), clock);
	await clock.move(rotationStepMs - 1301);
	assert.deepEqual(steps, [0]);
	await clock.move(1);
	assert.deepEqual(steps, [0, 1]);
	await clock.move(rotationStepMs);
	assert.deepEqual(steps, [0, 1, 2]);
});

test("a phone that slept is given the present step as soon as its page is visible, and one timer goes on", async () => {
	const clock = manualPageClock(startMs);
	const steps: number[] = [];
	const first = Math.floor(startMs / rotationStepMs);
	const watch = watchRotationStep(0, (step) => void steps.push(step - first), clock);
	clock.stall(10 * rotationStepMs);
	watch.refresh();
	assert.deepEqual(steps, [0, 10]);
	await clock.move(rotationStepMs);
	assert.deepEqual(steps, [0, 10, 11]);
	watch.stop();
	await clock.move(rotationStepMs);
	assert.equal(steps.length, 3);
});

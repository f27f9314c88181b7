import assert from "node:assert/strict";
import { test } from "node:test";
import { createFrameWatch } from "../../../renderer/kiosk/scan/worker/frame-watch.ts";
import type { GreyImage } from "../../../renderer/kiosk/scan/worker/grey-image.ts";
import { createNoiseSource } from "../../bench/decode/seededRandom.ts";

const [width, height] = [320, 180];
const everyMs = 55;

/** A gradient, with a sensor's noise of this deviation; `shift` moves the scene. */
function scene(seed: number, deviation: number, shift = 0): GreyImage {
	const dice = createNoiseSource(seed);
	const luminance = new Uint8ClampedArray(width * height);
	for (let i = 0; i < luminance.length; i++) {
		luminance[i] = 60 + ((i + shift) % width) / 3 + dice.normal() * deviation;
	}
	return { luminance, width, height };
}

/** Shows these pictures at the camera's pace; returns the longest time for which the picture was called frozen. */
function watchPictures(pictures: Iterable<GreyImage>, expectsNoise = false): { frozenMs: number; hasNoise: boolean } {
	let nowMs = 0;
	const watch = createFrameWatch(() => nowMs, expectsNoise);
	let longestMs = 0;
	for (const picture of pictures) {
		nowMs += everyMs;
		watch.awaitFrame();
		watch.countFrame();
		watch.inspect(picture);
		longestMs = Math.max(longestMs, watch.health().frozenMs);
	}
	return { frozenMs: longestMs, hasNoise: watch.health().hasNoise };
}

function* repeat(count: number, make: (i: number) => GreyImage): Generator<GreyImage> {
	for (let i = 0; i < count; i++) yield make(i);
}

const noisy = (i: number) => scene(i, 3);
const still = scene(1, 3);

test("a still scene before a sensor with noise is not frozen, however long (D1)", () => {
	assert.deepEqual(watchPictures(repeat(400, noisy)), { frozenMs: 0, hasNoise: true });
});

test("a noisy camera whose picture stays the same, pixel for pixel, is frozen (D1)", () => {
	const { frozenMs } = watchPictures([...repeat(60, noisy), ...repeat(90, () => still)]);
	assert.ok(frozenMs > 4000 && frozenMs <= 90 * everyMs, `${frozenMs}`);
});

test("a camera whose noise was seen before it was opened again is found frozen at once (D1)", () => {
	assert.ok(
		watchPictures(
			repeat(90, () => still),
			true,
		).frozenMs > 4000,
	);
});

test("a camera that suppresses its noise is never called frozen, whatever moved before it (D1)", () => {
	const moving = repeat(200, (i) => scene(1, 0, i * 40));
	assert.deepEqual(watchPictures([...moving, ...repeat(200, () => still)]), { frozenMs: 0, hasNoise: false });
});

test("a picture clipped to black or white is not called frozen (D1)", () => {
	for (const level of [16, 235]) {
		const flat = { width, height, luminance: new Uint8ClampedArray(width * height).fill(level) };
		assert.equal(watchPictures([...repeat(60, noisy), ...repeat(200, () => flat)]).frozenMs, 0);
	}
});

test("the time for which a frame is waited for grows, and is none while one is decoded (D1)", () => {
	let nowMs = 0;
	const watch = createFrameWatch(() => nowMs, false);
	watch.awaitFrame();
	nowMs = 3500;
	assert.deepEqual(watch.health(), { frames: 0, waitedMs: 3500, frozenMs: 0, hasNoise: false });
	watch.countFrame();
	nowMs = 9000;
	assert.deepEqual([watch.health().waitedMs, watch.health().frames], [0, 1], "decoding takes long");
});

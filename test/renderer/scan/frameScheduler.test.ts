import assert from "node:assert/strict";
import { test } from "node:test";
import { createFrameScheduler, unchangedRetryMs } from "../../../renderer/kiosk/scan/worker/frame-scheduler.ts";
import type { GreyImage } from "../../../renderer/kiosk/scan/worker/grey-image.ts";
import { attemptsFor } from "../../../renderer/kiosk/scan/worker/schedule.ts";
import { loadDecoders } from "../../bench/decode/decoders.ts";
import { addNoise, defocus } from "../../bench/decode/distortions.ts";
import { createNoiseSource } from "../../bench/decode/seededRandom.ts";
import { mintCode } from "../../core/venueDay.ts";
import { createWallFrame, drawCodeOn, pictureOf } from "./cameraFrame.ts";

const decoders = await loadDecoders();
const voucher = mintCode();
const wall = pictureOf(createWallFrame());
const everyMs = 66;
const turn = attemptsFor(1280, 720).length;

/** A gaze that counts the pictures that reach an engine. */
function createScheduler() {
	let looks = 0;
	let nowMs = 0;
	const gaze = createFrameScheduler({
		...decoders,
		...Object.fromEntries(
			Object.entries(decoders).map(([engine, decode]) => [
				engine,
				(picture: GreyImage) => {
					looks++;
					return decode(picture);
				},
			]),
		),
	});
	return {
		look: (picture: GreyImage) => {
			nowMs += everyMs;
			return gaze(picture, nowMs);
		},
		looks: () => looks,
	};
}

test("a frame in which nothing moves is tried by the whole schedule, and then twice a second", () => {
	const { look, looks } = createScheduler();
	for (let i = 0; i < turn; i++) look(wall);
	assert.equal(looks(), turn);
	const seconds = 6;
	for (let ms = 0; ms < seconds * 1000; ms += everyMs) look(wall);
	const most = (seconds * 1000) / unchangedRetryMs;
	assert.ok(looks() - turn <= most && looks() - turn > most / 2, `${looks() - turn} looks in ${seconds} s`);
});

test("the sensor's noise is not a movement", () => {
	const { look, looks } = createScheduler();
	const noisy = Array.from({ length: 4 }, (_, seed) => {
		const canvas = createWallFrame();
		addNoise(canvas, 6, createNoiseSource(seed));
		return pictureOf(canvas);
	});
	for (let i = 0; i < turn + 20; i++) look(noisy[i % noisy.length] ?? wall);
	assert.ok(looks() < turn + 5, `${looks()} looks`);
});

test("a code that comes into a still view is read in the next frame, however small and faint", () => {
	for (const pose of [{ side: 240 }, { side: 108, x: 250, y: 600 }]) {
		const { look } = createScheduler();
		for (let i = 0; i < turn + 20; i++) look(wall);
		const code = pictureOf(drawCodeOn(createWallFrame(), voucher, pose));
		assert.ok([look(code), look(code)].flat().includes(voucher), JSON.stringify(pose));
	}
});

test("a code that stays in view is reported repeatedly, so that it stays one scan", () => {
	const { look } = createScheduler();
	const canvas = drawCodeOn(createWallFrame(), voucher, { side: 180 });
	defocus(canvas, 2.9);
	const code = pictureOf(canvas);
	let sinceMs = 0;
	let reportCount = 0;
	for (let i = 0; i < 200; i++) {
		sinceMs += everyMs;
		if (look(code).length === 0) continue;
		if (reportCount > 0) assert.ok(sinceMs < 1000, `${sinceMs} ms`);
		reportCount++;
		sinceMs = 0;
	}
	assert.ok(reportCount > 10, `${reportCount}`);
});

test("another voucher held in the same place is read in its turn", () => {
	const { look } = createScheduler();
	const [first, second] = [mintCode(), mintCode({ party: 2 })];
	for (let i = 0; i < 5; i++)
		assert.ok(look(pictureOf(drawCodeOn(createWallFrame(), first))).every((text) => text === first));
	const code = pictureOf(drawCodeOn(createWallFrame(), second));
	assert.ok([look(code), look(code)].flat().includes(second));
});

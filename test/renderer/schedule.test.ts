import assert from "node:assert/strict";
import { test } from "node:test";
import { squareOf } from "../../renderer/kiosk/scan/worker/picture.ts";
import { attemptsFor } from "../../renderer/kiosk/scan/worker/schedule.ts";

const frames = Array.from({ length: 48 }, (_, frame) => frame);

test("every frame is tried by zxing-wasm, every third as a whole picture", () => {
	for (const frame of frames) {
		const [first] = attemptsFor(frame, 0);
		assert.deepEqual(first, { engine: "wasm", area: frame % 3 === 2 ? "whole" : "square" });
	}
});

test("while codes are read, nothing else is tried", () => {
	assert.ok(frames.every((frame) => attemptsFor(frame, 0).length === 1));
});

test("after misses every fourth frame is also tried by @zxing/library, its three passes in turn", () => {
	const others = frames.flatMap((frame) => attemptsFor(frame, 100).slice(1));
	assert.equal(others.length, frames.length / 4);
	assert.deepEqual(
		others.slice(0, 4).map(({ engine }) => engine),
		["hybrid", "global", "inverted", "hybrid"],
	);
});

test("the centre square lies on even pixels", () => {
	assert.deepEqual(squareOf(1280, 720), { x: 280, y: 0, width: 720, height: 720 });
	for (const part of Object.values(squareOf(1279, 719))) assert.equal(part % 2, 0);
});

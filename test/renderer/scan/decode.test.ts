import assert from "node:assert/strict";
import { test } from "node:test";
import type { GreyImage } from "../../../renderer/kiosk/scan/worker/grey-image.ts";
import { attemptsFor, type Engine, runAttempt } from "../../../renderer/kiosk/scan/worker/schedule.ts";
import { paint } from "../../bench/decode/canvas.ts";
import { loadDecoders } from "../../bench/decode/decoders.ts";
import { addNoise, defocus } from "../../bench/decode/distortions.ts";
import { createNoiseSource } from "../../bench/decode/seededRandom.ts";
import { makeVoucherId, mintCode } from "../../core/venueDay.ts";
import { createWallFrame, drawCodeOn, pictureOf } from "./cameraFrame.ts";

const decoders = await loadDecoders();
const voucher = mintCode();
const code = pictureOf(drawCodeOn(createWallFrame(), voucher, { turn: 0.2, tiltX: 0.2 }));

function negativeOf(picture: GreyImage): GreyImage {
	return { ...picture, luminance: picture.luminance.map((light) => 255 - light) };
}

function readOf(picture: GreyImage): string | undefined {
	for (const one of attemptsFor(picture.width, picture.height)) {
		const [text] = runAttempt(picture, one, decoders);
		if (text !== undefined) return text;
	}
	return undefined;
}

for (const engine of ["wasm", "denoised", "histogram", "hybrid", "global"] satisfies Engine[]) {
	test(`${engine} reads a real voucher's code`, () => assert.deepEqual(decoders[engine](code), [voucher]));
}

test("inverted reads a code that is light on dark, which hybrid does not", () => {
	assert.deepEqual(decoders.inverted(negativeOf(code)), [voucher]);
	assert.deepEqual(decoders.hybrid(negativeOf(code)), []);
});

test("every row of the schedule reads a good code, and none reads one in an empty frame", () => {
	const wall = createWallFrame();
	addNoise(wall, 8, createNoiseSource(1));
	const empty = pictureOf(wall);
	for (const one of attemptsFor(1280, 720)) {
		assert.deepEqual(runAttempt(empty, one, decoders), [], JSON.stringify(one));
		const picture = one.engine === "inverted" ? negativeOf(code) : code;
		assert.deepEqual(runAttempt(picture, one, decoders), [voucher], JSON.stringify(one));
	}
});

test("a code too blurred for the plain look is read by a later one", () => {
	const canvas = drawCodeOn(createWallFrame(), voucher, { side: 180 });
	defocus(canvas, 2.9);
	const blurred = pictureOf(canvas);
	assert.deepEqual(decoders.wasm(blurred), []);
	assert.equal(readOf(blurred), voucher);
});

test("a code in a corner of a photograph of twelve megapixels is read", () => {
	const small = drawCodeOn(createWallFrame(), voucher, { x: 1100, y: 120, side: 130 });
	const [width, height] = [3840, 2160];
	const luminance = new Uint8ClampedArray(width * height);
	const large = { width, height, light: new Float32Array(width * height) };
	paint(large, (x, y) => small.light[Math.floor(y / 3) * small.width + Math.floor(x / 3)] ?? 0);
	luminance.set(large.light);
	assert.equal(readOf({ luminance, width, height }), voucher);
});

test("of several codes in view all are read: a voucher first, however large the poster behind it, then the larger (D16)", () => {
	const [poster, leaflet] = ["https://example.com/poster", "https://example.com/leaflet"];
	const canvas = drawCodeOn(drawCodeOn(createWallFrame(), poster, { x: 350, side: 420 }), leaflet, {
		x: 1150,
		y: 150,
		side: 120,
	});
	assert.deepEqual(decoders.wasm(pictureOf(canvas)), [poster, leaflet]);
	const held = drawCodeOn(canvas, voucher, { x: 900, y: 480 });
	assert.deepEqual(decoders.wasm(pictureOf(held)), [voucher, poster, leaflet]);
});

test("of two vouchers in view the one that is held to the camera is read first", () => {
	const other = mintCode({ id: makeVoucherId(7) });
	const canvas = drawCodeOn(drawCodeOn(createWallFrame(), other, { x: 250, y: 200, side: 180 }), voucher, {
		x: 800,
		side: 300,
	});
	assert.deepEqual(decoders.wasm(pictureOf(canvas)), [voucher, other]);
});

test("pictures too small to hold anything are read as nothing by every engine", () => {
	for (const [width, height] of [
		[1, 1],
		[2, 3],
		[16, 1],
		[1, 40],
		[21, 21],
	] as const) {
		const picture = { luminance: new Uint8ClampedArray(width * height).fill(128), width, height };
		assert.equal(readOf(picture), undefined, `${width} × ${height}`);
	}
});

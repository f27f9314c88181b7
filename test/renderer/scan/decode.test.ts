import assert from "node:assert/strict";
import { test } from "node:test";
import { attempt } from "../../../renderer/kiosk/scan/worker/attempt.ts";
import type { Picture } from "../../../renderer/kiosk/scan/worker/picture.ts";
import { attemptsFor, type Engine } from "../../../renderer/kiosk/scan/worker/schedule.ts";
import { paint } from "../../bench/decode/canvas.ts";
import { diceOf } from "../../bench/decode/dice.ts";
import { loadDecoders } from "../../bench/decode/engines.ts";
import { defocus, grain } from "../../bench/decode/lens.ts";
import { mint, voucherId } from "../../core/venueDay.ts";
import { aWall, hold, pictureOf } from "../counter/aCard.ts";

const decoders = await loadDecoders();
const voucher = mint();
const code = pictureOf(hold(aWall(), voucher, { turn: 0.2, tiltX: 0.2 }));

function negativeOf(picture: Picture): Picture {
	return { ...picture, luminance: picture.luminance.map((light) => 255 - light) };
}

function readOf(picture: Picture): string | null {
	for (const one of attemptsFor(picture.width, picture.height)) {
		const text = attempt(picture, one, decoders);
		if (text !== null) return text;
	}
	return null;
}

for (const engine of ["wasm", "denoised", "histogram", "hybrid", "global"] satisfies Engine[]) {
	test(`${engine} reads a real voucher's code`, () => assert.equal(decoders[engine](code), voucher));
}

test("inverted reads a code that is light on dark, which hybrid does not", () => {
	assert.equal(decoders.inverted(negativeOf(code)), voucher);
	assert.equal(decoders.hybrid(negativeOf(code)), null);
});

test("every row of the schedule reads a good code, and none reads one in an empty frame", () => {
	const wall = aWall();
	grain(wall, 8, diceOf(1));
	const empty = pictureOf(wall);
	for (const one of attemptsFor(1280, 720)) {
		assert.equal(attempt(empty, one, decoders), null, JSON.stringify(one));
		const picture = one.engine === "inverted" ? negativeOf(code) : code;
		assert.equal(attempt(picture, one, decoders), voucher, JSON.stringify(one));
	}
});

test("a code too blurred for the plain look is read by a later one", () => {
	const canvas = hold(aWall(), voucher, { side: 180 });
	defocus(canvas, 2.9);
	const blurred = pictureOf(canvas);
	assert.equal(decoders.wasm(blurred), null);
	assert.equal(readOf(blurred), voucher);
});

test("a code in a corner of a photograph of twelve megapixels is read", () => {
	const small = hold(aWall(), voucher, { x: 1100, y: 120, side: 130 });
	const [width, height] = [3840, 2160];
	const luminance = new Uint8ClampedArray(width * height);
	const large = { width, height, light: new Float32Array(width * height) };
	paint(large, (x, y) => small.light[Math.floor(y / 3) * small.width + Math.floor(x / 3)] ?? 0);
	luminance.set(large.light);
	assert.equal(readOf({ luminance, width, height }), voucher);
});

test("of several codes in view a voucher is read, however large the poster behind it, and else the larger", () => {
	const [poster, leaflet] = ["https://example.com/poster", "https://example.com/leaflet"];
	const canvas = hold(hold(aWall(), poster, { x: 350, side: 420 }), leaflet, { x: 1150, y: 150, side: 120 });
	assert.equal(decoders.wasm(pictureOf(canvas)), poster);
	assert.equal(decoders.wasm(pictureOf(hold(canvas, voucher, { x: 900, y: 480 }))), voucher);
});

test("of two vouchers in view the one that is held to the camera is read", () => {
	const other = mint({ id: voucherId(7) });
	const canvas = hold(hold(aWall(), other, { x: 250, y: 200, side: 180 }), voucher, { x: 800, side: 300 });
	assert.equal(decoders.wasm(pictureOf(canvas)), voucher);
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
		assert.equal(readOf(picture), null, `${width} × ${height}`);
	}
});

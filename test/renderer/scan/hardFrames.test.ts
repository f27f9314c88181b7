import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "uqr";
import { createFrameScheduler } from "../../../renderer/kiosk/scan/worker/frame-scheduler.ts";
import { blankCanvas, type Canvas, paint } from "../../bench/decode/canvas.ts";
import { loadDecoders } from "../../bench/decode/decoders.ts";
import { addNoise, defocus, motionBlur } from "../../bench/decode/distortions.ts";
import { drawCode } from "../../bench/decode/scene.ts";
import { createNoiseSource, type NoiseSource } from "../../bench/decode/seededRandom.ts";
import { makeVoucherId, mintCode } from "../../core/venueDay.ts";
import { createWallFrame, drawCodeOn, pictureOf } from "./cameraFrame.ts";

const decoders = await loadDecoders();
const poster = "https://example.com/pay";
const looks = 76;
const samples = 16;
const voucher = mintCode();

/** How many of these vouchers are read beside a poster, in the looks that the poster once held the plain attempt for. */
function countRead(spoil: (canvas: Canvas, dice: NoiseSource) => void): number {
	let read = 0;
	for (let seed = 0; seed < samples; seed++) {
		const dice = createNoiseSource(seed);
		const canvas = drawCodeOn(createWallFrame(), voucher, {
			x: dice.between(500, 560),
			side: dice.between(180, 200),
			turn: dice.between(-0.15, 0.15),
		});
		spoil(canvas, dice);
		drawCodeOn(canvas, poster, { x: 1080, y: 200, side: 160 });
		const picture = pictureOf(canvas);
		const look = createFrameScheduler(decoders);
		let isRead = false;
		for (let i = 0; i < looks && !isRead; i++) isRead = look(picture, i * 600).includes(voucher);
		if (isRead) read++;
	}
	return read;
}

test("a voucher out of focus is read beside a poster, 16 of 16 (D15)", () => {
	assert.equal(
		countRead((canvas, dice) => defocus(canvas, dice.between(2.8, 3))),
		16,
	);
});

test("a voucher on a cracked screen is read beside a poster, at least 12 of 16 (D15)", () => {
	const read = countRead((canvas, dice) => {
		drawCracks(canvas, dice);
		defocus(canvas, 1.6);
	});
	assert.ok(read >= 12, `${read}`);
});

test("a voucher that needs more than the plain look is read beside another voucher that stays in view (D15)", () => {
	const lying = mintCode({ id: makeVoucherId(7) });
	const canvas = drawCodeOn(createWallFrame(), voucher, { x: 500, side: 180 });
	defocus(canvas, 2.9);
	assert.deepEqual(decoders.wasm(pictureOf(canvas)), []);
	drawCodeOn(canvas, lying, { x: 1080, y: 200, side: 180 });
	const look = createFrameScheduler(decoders);
	const read = Array.from({ length: 2 * looks }, (_, i) => look(pictureOf(canvas), i * 600)).flat();
	assert.ok(read.includes(voucher) && read.includes(lying));
});

test("a shaken or flickering voucher is never read as something else (D17)", () => {
	const modules = encode(voucher, { ecc: "M", border: 0 }).data;
	const wrong: string[] = [];
	let read = 0;
	for (let seed = 0; seed < 240; seed++) {
		const dice = createNoiseSource(seed);
		const canvas = blankCanvas(320, 240);
		paint(canvas, () => 120);
		const pose = { x: dice.between(140, 180), y: dice.between(105, 135), side: dice.between(100, 170) };
		drawCode(
			canvas,
			modules,
			{ ...pose, turn: dice.between(-0.3, 0.3), tiltX: 0, tiltY: dice.between(-0.4, 0.4) },
			20,
			225,
		);
		if (seed % 2 === 0) motionBlur(canvas, dice.between(2, 14), dice.between(0, Math.PI));
		else addFlicker(canvas, dice);
		addNoise(canvas, dice.between(2, 14), dice);
		const picture = pictureOf(canvas);
		for (const engine of ["wasm", "denoised", "histogram"] as const) {
			for (const text of decoders[engine](picture)) {
				if (text === voucher) read++;
				else wrong.push(`${seed} ${engine} ${text}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
	assert.ok(read > 40, `${read} of 720 read, so that these frames are near what can be read`);
});

/** Cracks of the glass: bright lines through the code. */
function drawCracks(canvas: Canvas, dice: NoiseSource): void {
	for (let i = 0; i < 3; i++) {
		const [x0, y0, angle] = [dice.between(460, 600), dice.between(300, 420), dice.between(0, Math.PI)];
		const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
		paint(canvas, (x, y, light) => (Math.abs((x - x0) * sin - (y - y0) * cos) < 1.2 ? 240 : light));
	}
}

/** A rolling shutter under a dimmed display: dark bands across the picture. */
function addFlicker(canvas: Canvas, dice: NoiseSource): void {
	const [period, phase, depth] = [dice.between(12, 60), dice.between(0, 6), dice.between(0.5, 0.95)];
	paint(canvas, (_x, y, light) => light * (1 - depth * (0.5 + 0.5 * Math.sin((2 * Math.PI * y) / period + phase))));
}

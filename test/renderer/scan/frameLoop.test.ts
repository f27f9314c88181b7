import assert from "node:assert/strict";
import { test } from "node:test";
import { minFrameGapMs, runFrameLoop } from "../../../renderer/kiosk/scan/worker/frame-loop.ts";
import { createFrameScheduler } from "../../../renderer/kiosk/scan/worker/frame-scheduler.ts";
import { createFrameWatch } from "../../../renderer/kiosk/scan/worker/frame-watch.ts";
import type { GreyImage } from "../../../renderer/kiosk/scan/worker/grey-image.ts";
import { loadDecoders } from "../../bench/decode/decoders.ts";
import { mintCode } from "../../core/venueDay.ts";
import { createWallFrame, drawCodeOn, pictureOf } from "./cameraFrame.ts";

const decoders = await loadDecoders();
const voucher = mintCode();
const code = pictureOf(drawCodeOn(createWallFrame(), voucher));
const broken = new Error("the frame was already closed");

/** A camera that gives these, one each 33 ms; an error stands for a frame that cannot be taken. */
async function see(shots: readonly (GreyImage | Error)[]) {
	const texts: string[] = [];
	let taken = 0;
	let closed = 0;
	let nowMs = 0;
	const frames = new ReadableStream<{ readonly shot: GreyImage | Error; readonly close: () => void }>({
		start: (controller) => {
			for (const shot of shots) controller.enqueue({ shot, close: () => closed++ });
			controller.close();
		},
	});
	const done = runFrameLoop(frames.getReader(), {
		readFrame: async ({ shot }) => {
			taken++;
			if (shot instanceof Error) throw shot;
			return shot;
		},
		watch: createFrameWatch(() => 0, false),
		schedule: createFrameScheduler(decoders),
		nowMs: () => {
			nowMs += 17;
			return nowMs;
		},
		onText: (text) => texts.push(text),
	});
	const outcome = await done.catch((error: unknown) => error);
	return { texts, taken, closed, outcome };
}

test("a broken frame does not stop the camera: the code in the next is read", async () => {
	const { texts, outcome } = await see([broken, broken, broken, broken, broken, code, code, code, code, code]);
	assert.ok(texts.includes(voucher));
	assert.equal(outcome, undefined);
});

test("a picture that an engine chokes on is left out like a broken frame", async () => {
	const lost: GreyImage = { ...code, luminance: code.luminance.slice() };
	structuredClone(lost.luminance.buffer, { transfer: [lost.luminance.buffer] });
	assert.throws(() => decoders.wasm(lost));
	const { texts, outcome } = await see([lost, lost, lost, lost, code, code, code, code]);
	assert.ok(texts.includes(voucher));
	assert.equal(outcome, undefined);
});

test("a worker that can take no frame at all gives up, to be replaced", async () => {
	const { outcome } = await see(Array.from({ length: 100 }, () => broken));
	assert.equal(outcome, broken);
});

test("frames that come faster than they are wanted are let go of unread, and every frame is closed", async () => {
	const { taken, closed } = await see(Array.from({ length: 40 }, () => code));
	assert.equal(closed, 40);
	assert.ok(taken < 40 && taken >= 10, `${taken} taken, with ${minFrameGapMs} ms between`);
});

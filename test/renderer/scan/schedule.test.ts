import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleFactorFor } from "../../../renderer/kiosk/scan/worker/image-size.ts";
import { attemptsFor } from "../../../renderer/kiosk/scan/worker/schedule.ts";

const frame = attemptsFor(1280, 720);

function pixelsOf(width: number, height: number): number[] {
	return attemptsFor(width, height).map(({ size }) => width * height * (scaleFactorFor(size, width, height) ?? 0) ** 2);
}

test("every other look at a camera's frame is zxing-wasm's plain one", () => {
	for (const [look, attempt] of frame.entries()) {
		const isPlain = attempt.engine === "wasm" && attempt.filter === "none" && attempt.size === "frame";
		assert.equal(isPlain, look % 2 === 0, `look ${look}`);
	}
});

test("both libraries are in the schedule, with all of @zxing/library's passes", () => {
	const engines = new Set(frame.map(({ engine }) => engine));
	assert.deepEqual([...engines].sort(), ["denoised", "global", "histogram", "hybrid", "inverted", "wasm"]);
});

test("no attempt but the plain one is made twice in a turn", () => {
	const others = frame.filter((_, look) => look % 2 === 1).map((attempt) => JSON.stringify(attempt));
	assert.equal(new Set(others).size, others.length);
});

test("a camera's frame is never shrunk before its plain look, and a small picture is doubled", () => {
	assert.equal(scaleFactorFor("frame", 1280, 720), 1);
	assert.equal(scaleFactorFor("full", 1280, 720), null);
	assert.equal(scaleFactorFor("larger", 320, 240), 2);
});

test("a photograph of twelve megapixels is first looked at as small as a frame, and later as it is", () => {
	const pixels = pixelsOf(4000, 3000);
	assert.ok((pixels[0] ?? 0) <= 1_500_000);
	assert.equal(Math.max(...pixels), 12_000_000);
});

test("no size is another's twin", () => {
	for (const [width, height] of [
		[320, 240],
		[1280, 720],
		[1920, 1080],
		[2048, 1536],
		[4000, 3000],
		[8000, 6000],
	] as const) {
		const factors = (["half", "frame", "larger", "full"] as const).flatMap(
			(size) => scaleFactorFor(size, width, height) ?? [],
		);
		assert.equal(new Set(factors).size, factors.length, `${width} × ${height}: ${factors}`);
	}
});

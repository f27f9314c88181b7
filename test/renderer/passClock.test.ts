import assert from "node:assert/strict";
import { test } from "node:test";
import { estimateClockOffsetMs } from "../../renderer/pass/fetch-pass.ts";
import { formatDuration } from "../../renderer/words/time-format.ts";

const atMs = 1_790_834_400_000;

test("a phone's clock is put right by the middle of the answer's journey", () => {
	assert.equal(estimateClockOffsetMs(atMs + 60_100, atMs, atMs + 200), 60_000);
	assert.equal(estimateClockOffsetMs(atMs - 89_900, atMs, atMs + 200), -90_000);
});

test("a difference that the journey may have made itself is none", () => {
	assert.equal(estimateClockOffsetMs(atMs + 1900, atMs, atMs + 100), 0);
	assert.equal(estimateClockOffsetMs(atMs + 6000, atMs, atMs + 8000), 0);
	assert.equal(estimateClockOffsetMs(atMs + 8100, atMs, atMs + 8000), 4100);
});

test("how far a clock is off is shown in a unit that fits", () => {
	const texts = [25, 90, 180, 7200, 200_000].map((seconds) => formatDuration(seconds * 1000, "en"));
	assert.deepEqual(texts, ["25 seconds", "90 seconds", "3 minutes", "2 hours", "2 days"]);
	assert.equal(formatDuration(180_000, "zh-CN"), "3 分钟");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { reloadDelayMs } from "../../../main/shell/pageWatchdog.ts";

test("a page that is lost comes back at once, twice; from then on it rests twice as long each time, up to a minute", () => {
	const rests = [1, 2, 3, 4, 5, 6, 7, 8, 100].map(reloadDelayMs);
	assert.deepEqual(rests, [0, 0, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

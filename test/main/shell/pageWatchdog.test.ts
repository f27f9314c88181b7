import assert from "node:assert/strict";
import { test } from "node:test";
import { reloadDelayMs } from "../../../main/shell/pageWatchdog.ts";

test("a lost page is reloaded at once twice, then after a delay that doubles each time, up to a minute", () => {
	const rests = [1, 2, 3, 4, 5, 6, 7, 8, 100].map(reloadDelayMs);
	assert.deepEqual(rests, [0, 0, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { runLives } from "./runLives.ts";

const lives = 3_000;

test("in 3,000 random lives every line written is readable, memory is what the disk says, and every restart is ready (C1, C20, C22, T16)", async () => {
	const failures: string[] = [];
	const report = await runLives(1, lives, ({ seed, violations }) =>
		failures.push(`life ${seed} (npm run lives -- --seed ${seed}): ${violations[0]}`),
	);
	assert.deepEqual(failures.slice(0, 5), []);
	assert.equal(report.lives, lives);
	assert.ok(report.restarts >= lives && report.unreadable > 0, JSON.stringify(report));
});

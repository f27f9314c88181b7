import assert from "node:assert/strict";
import { test } from "node:test";
import { runLife } from "./life.ts";

/** Few enough for a deliberate fault in the code (test/mutants) to be noticed soon; lives.test.ts lives the others. */
export const firstLives = 200;

test("nothing goes wrong in the first random lives of a kiosk", async () => {
	for (let seed = 1; seed <= firstLives; seed++) {
		const { violations } = await runLife(seed);
		assert.deepEqual(violations.slice(0, 3), [], `npm run lives -- --seed ${seed}`);
	}
});

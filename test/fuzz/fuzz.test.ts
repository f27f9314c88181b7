import assert from "node:assert/strict";
import { test } from "node:test";
import { createSeededRandom } from "./mutator.ts";
import { type Finding, fuzzTarget } from "./target.ts";
import { createTargets } from "./targets.ts";

for (const target of createTargets()) {
	test(`${target.name} neither throws on hostile bytes nor accepts them`, () => {
		const findings: Finding[] = [];
		const fire = fuzzTarget(target, performance.now() + 150, createSeededRandom(20261001), (finding) =>
			findings.push(finding),
		);
		assert.ok(fire.executions >= 100);
		// How long one took is for `npm run fuzz` to say, on a machine that does nothing else.
		assert.deepEqual(
			findings.filter(({ what }) => what !== "hung"),
			[],
		);
	});
}

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runTour } from "../demonstration/runTour.ts";

test("the main job, end to end: admitted offline, refused again, killed, and at the hub once", async () => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-tour-"));
	try {
		const report = await runTour({ folder, pictures: folder, onStep: null });
		const untold = report.steps.filter((step) => !step.ok).map((step) => `${step.name}: ${step.verdict}`);
		assert.deepEqual(untold, []);
		assert.equal(report.steps.length, 13);
		assert.ok(report.ok);
		assert.ok(report.hub.lines > 0);
		assert.deepEqual([report.hub.duplicates, report.hub.conflicts], [0, 0]);
		assert.equal(readdirSync(folder).filter((name) => name.endsWith(".png")).length, 13);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings } from "../../../core/contract/settings.ts";
import { selfServiceState } from "../../../renderer/gallery/fixtures/self-service-fixture.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import { createCameraReporter } from "../../../renderer/kiosk/self-service/camera-report.ts";

const healthy = selfServiceState();
const reportedBefore = selfServiceState({ wanted: [{ of: "camera", why: "unplugged", sinceMs: 1 }] });

function openRig() {
	const sent: (string | null)[] = [];
	const bridge = createScriptedBridge({
		cameraIs({ trouble }) {
			sent.push(trouble);
			return Promise.resolve({ kind: "noted" });
		},
	});
	return { report: createCameraReporter(bridge), sent };
}

test("a fault is reported once, its change and its end once each", () => {
	const { report, sent } = openRig();
	for (const camera of ["on", "unplugged", "unplugged", "failed", "on", "on"] as const) report(camera, healthy);
	assert.deepEqual(sent, ["unplugged", "failed", null]);
});

test("a camera that is starting says nothing yet", () => {
	const { report, sent } = openRig();
	report("starting", reportedBefore);
	assert.deepEqual(sent, []);
});

test("a fault that was reported before the page was opened is not reported again, but its end is", () => {
	const lasting = openRig();
	lasting.report("unplugged", reportedBefore);
	assert.deepEqual(lasting.sent, []);
	const mended = openRig();
	mended.report("on", reportedBefore);
	assert.deepEqual(mended.sent, [null]);
});

test("main's state may lag behind: what this page reported counts", () => {
	const { report, sent } = openRig();
	report("unplugged", healthy);
	report("on", healthy);
	report("on", reportedBefore);
	assert.deepEqual(sent, ["unplugged", null]);
});

test("a kiosk set up without a camera reports none missing", () => {
	const { report, sent } = openRig();
	report("absent", selfServiceState({ settings: { ...defaultSettings, gunPrefix: "~" } }));
	assert.deepEqual(sent, []);
});

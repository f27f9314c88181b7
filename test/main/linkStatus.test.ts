import assert from "node:assert/strict";
import { test } from "node:test";
import { createLinkStatus } from "../../main/linkStatus.ts";
import { makeFailure } from "../../sync/client/hubRequest.ts";

function openLink() {
	const clock = { ms: 0 };
	return { clock, link: createLinkStatus({ nowMs: () => clock.ms, monoMs: () => clock.ms }) };
}

test("a direction that failed and has nothing to send any more does not keep the kiosk off line (D6)", () => {
	const { link } = openLink();
	for (const direction of ["upload", "download"] as const) link.record(direction, makeFailure("connectionRefused"));
	assert.deepEqual([link.net(), link.trouble()], ["none", "connectionRefused"]);
	link.record("download", { kind: "done" });
	link.record("upload", { kind: "idle" });
	assert.deepEqual([link.net(), link.trouble()], ["hub", null]);
});

test("a hub that gives no sign of life is out of reach though the last attempts went well, until it answers again (D6)", () => {
	const { clock, link } = openLink();
	link.record("download", { kind: "done" });
	clock.ms = 3000;
	link.recordProbe("noNetwork");
	assert.deepEqual([link.net(), link.trouble(), link.lastAnsweredMonoMs()], ["none", "noNetwork", 0]);
	clock.ms = 5000;
	link.recordProbe(null);
	assert.deepEqual([link.net(), link.trouble(), link.lastAnsweredMonoMs()], ["hub", null, 5000]);
});

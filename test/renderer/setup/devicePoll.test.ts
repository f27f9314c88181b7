import assert from "node:assert/strict";
import { test } from "node:test";
import type { Devices } from "../../../core/contract/contract.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import { devicePollIntervalMs, pollDevices } from "../../../renderer/kiosk/setup/device-poll.ts";
import { manualPageClock, settled } from "../manualPageClock.ts";

type Answer = Devices | { readonly kind: "setupClosed" } | "failure";

/** Main answers the calls in turn. */
function openRig(...answers: readonly Answer[]) {
	const clock = manualPageClock();
	const found: (readonly string[])[] = [];
	let calls = 0;
	const bridge = createScriptedBridge({
		devices() {
			const answer = answers[calls++] ?? "failure";
			return answer === "failure" ? Promise.reject(new Error("no answer")) : Promise.resolve(answer);
		},
	});
	const stop = pollDevices(bridge, ({ printers }) => void found.push(printers), clock);
	return { clock, found, calls: () => calls, stop };
}

function devices(...printers: readonly string[]): Devices {
	return { kind: "devices", printers, serialPorts: [], volumes: [] };
}

test("devices are asked for at once, and again three seconds after each answer", async () => {
	const { clock, found, calls } = openRig(devices(), devices("EPSON"));
	await settled();
	assert.deepEqual(found, [[]]);
	await clock.move(devicePollIntervalMs - 1);
	assert.equal(calls(), 1);
	await clock.move(1);
	assert.deepEqual(found, [[], ["EPSON"]]);
});

test("a failed call and a closed set-up keep the devices last known, and are followed by another call", async () => {
	const { clock, found } = openRig(devices("EPSON"), "failure", { kind: "setupClosed" }, devices());
	await settled();
	await clock.move(2 * devicePollIntervalMs);
	assert.deepEqual(found, [["EPSON"]]);
	await clock.move(devicePollIntervalMs);
	assert.deepEqual(found, [["EPSON"], []]);
});

test("once stopped, no call is made, and the answer on its way is dropped", async () => {
	const early = openRig(devices("EPSON"));
	early.stop();
	await early.clock.move(10 * devicePollIntervalMs);
	assert.deepEqual([early.found, early.calls()], [[], 1]);
	const later = openRig(devices(), devices());
	await settled();
	later.stop();
	await later.clock.move(10 * devicePollIntervalMs);
	assert.equal(later.calls(), 1);
});

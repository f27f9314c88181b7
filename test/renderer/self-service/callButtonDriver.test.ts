import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordOutcome } from "../../../core/contract/contract.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import {
	type CallButtonState,
	idleCallButton,
	tapDebounceMs,
} from "../../../renderer/kiosk/self-service/call-button.ts";
import { chimeIntervalMs, openCallButtonDriver } from "../../../renderer/kiosk/self-service/call-button-driver.ts";
import { manualPageClock, settled } from "../manualPageClock.ts";

function openRig() {
	const clock = manualPageClock();
	const sent: string[] = [];
	const states: CallButtonState[] = [];
	const waiting: ((outcome: RecordOutcome | null) => void)[] = [];
	let chimes = 0;
	const bridge = createScriptedBridge({
		callStaff(input) {
			sent.push(input.is);
			return new Promise((resolve, reject) =>
				waiting.push((outcome) => (outcome === null ? reject(new Error("no answer")) : resolve(outcome))),
			);
		},
	});
	const options = { onCall: (call: CallButtonState) => void states.push(call), playChime: () => void chimes++ };
	const driver = openCallButtonDriver(bridge, options, clock);
	return {
		...driver,
		clock,
		sent,
		chimes: () => chimes,
		call: () => states.at(-1) ?? idleCallButton,
		tap: () => driver.dispatch({ kind: "tapped", atMs: clock.monoMs() }),
		async answer(outcome: RecordOutcome | null) {
			waiting.shift()?.(outcome);
			await settled();
		},
	};
}

test("a tap calls staff once, and the chime repeats until the call is settled", async () => {
	const rig = openRig();
	rig.tap();
	await rig.clock.move(tapDebounceMs);
	rig.tap();
	assert.deepEqual([rig.sent, rig.chimes()], [["wanted"], 0]);
	await rig.answer({ kind: "noted" });
	rig.dispatch({ kind: "stateChanged", isWanted: true });
	await rig.clock.move(2 * chimeIntervalMs);
	assert.deepEqual([rig.call().isCalled, rig.chimes()], [true, 3]);
	rig.dispatch({ kind: "stateChanged", isWanted: false });
	await rig.clock.move(2 * chimeIntervalMs);
	assert.deepEqual([rig.call().isCalled, rig.chimes()], [false, 3]);
});

test("a second tap cancels the call, and the chime ends once main has recorded it", async () => {
	const rig = openRig();
	rig.tap();
	await rig.answer({ kind: "noted" });
	await rig.clock.move(tapDebounceMs);
	rig.tap();
	assert.deepEqual(rig.sent, ["wanted", "settled"]);
	await rig.answer({ kind: "noted" });
	await rig.clock.move(chimeIntervalMs);
	assert.deepEqual([rig.call().isCalled, rig.chimes()], [false, 1]);
});

test("a call that main did not record is shown as failed, without a chime, and can be made again", async () => {
	const rig = openRig();
	rig.tap();
	await rig.answer(null);
	assert.deepEqual([rig.call().hasFailed, rig.call().isCalled, rig.chimes()], [true, false, 0]);
	await rig.clock.move(tapDebounceMs);
	rig.tap();
	assert.deepEqual(rig.sent, ["wanted", "wanted"]);
});

test("a call that was open when the page was loaded chimes at once", () => {
	const rig = openRig();
	rig.dispatch({ kind: "stateChanged", isWanted: true });
	assert.equal(rig.chimes(), 1);
});

test("after the screen was left neither chime nor late answer follows", async () => {
	const rig = openRig();
	rig.dispatch({ kind: "stateChanged", isWanted: true });
	await rig.clock.move(tapDebounceMs);
	rig.tap();
	rig.stop();
	const last = rig.call();
	await rig.answer({ kind: "noted" });
	await rig.clock.move(3 * chimeIntervalMs);
	assert.deepEqual([rig.call(), rig.chimes()], [last, 1]);
});

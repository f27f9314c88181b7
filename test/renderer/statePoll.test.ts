import assert from "node:assert/strict";
import { test } from "node:test";
import type { Bridge, KioskState } from "../../core/contract/contract.ts";
import { createState } from "../../renderer/gallery/samples/kiosk-state.ts";
import { createScriptedBridge } from "../../renderer/gallery/scripted-bridge.ts";
import { callTimeoutMs } from "../../renderer/kiosk/call-main.ts";
import { type PollResult, pollIntervalMs, pollState, retryDelayMs } from "../../renderer/kiosk/state-poll.ts";
import { type ManualPageClock, manualPageClock, settled } from "./manualPageClock.ts";

const startMs = 1_790_000_000_000;

type Rig = {
	readonly clock: ManualPageClock;
	readonly results: PollResult[];
	readonly calls: () => number;
	/** Answers the oldest call that has no answer. */
	readonly answer: (state: KioskState | null) => Promise<void>;
	readonly notifyChange: () => void;
	readonly stop: () => void;
};

function openRig(): Rig {
	const clock = manualPageClock(startMs);
	const results: PollResult[] = [];
	const waiting: { resolve: (state: KioskState) => void; reject: (error: Error) => void }[] = [];
	let calls = 0;
	let listener = () => {};
	const script = createScriptedBridge({
		state() {
			calls++;
			return new Promise((resolve, reject) => void waiting.push({ resolve, reject }));
		},
	});
	const bridge: Bridge = {
		...script,
		onChanged(added) {
			listener = added;
			return () => {
				listener = () => {};
			};
		},
	};
	const stop = pollState(bridge, (result) => void results.push(result), clock);
	return {
		clock,
		results,
		calls: () => calls,
		async answer(state) {
			const oldest = waiting.shift();
			if (state === null) oldest?.reject(new Error("no answer"));
			else oldest?.resolve(state);
			await settled();
		},
		notifyChange: () => listener(),
		stop,
	};
}

test("the state is asked for at once, and again every ten seconds", async () => {
	const rig = openRig();
	assert.equal(rig.calls(), 1);
	await rig.answer(createState());
	await rig.clock.move(pollIntervalMs - 1);
	assert.equal(rig.calls(), 1);
	await rig.clock.move(1);
	assert.equal(rig.calls(), 2);
});

test("each answer says how far the main process's clock is ahead of the page's", async () => {
	const rig = openRig();
	await rig.answer(createState({ nowMs: startMs + 7000 }));
	assert.deepEqual(
		rig.results.map((result) => (result.kind === "answered" ? result.aheadMs : result.kind)),
		[7000],
	);
});

test("a change is asked for at once, and many changes during one call by one more call", async () => {
	const rig = openRig();
	await rig.answer(createState());
	rig.notifyChange();
	assert.equal(rig.calls(), 2);
	for (let i = 0; i < 5; i++) rig.notifyChange();
	assert.equal(rig.calls(), 2);
	await rig.answer(createState());
	assert.equal(rig.calls(), 3);
	await rig.answer(createState());
	assert.equal(rig.calls(), 3);
});

test("one call without an answer is a pause; the second in a row is trouble, and the next answer ends it", async () => {
	const rig = openRig();
	await rig.answer(createState());
	await rig.clock.move(pollIntervalMs + callTimeoutMs);
	assert.deepEqual(
		rig.results.map(({ kind }) => kind),
		["answered"],
	);
	await rig.clock.move(retryDelayMs);
	await rig.answer(null);
	await rig.answer(null);
	assert.deepEqual(
		rig.results.map(({ kind }) => kind),
		["answered", "trouble"],
	);
	await rig.clock.move(retryDelayMs);
	await rig.answer(createState());
	assert.deepEqual(
		rig.results.map(({ kind }) => kind),
		["answered", "trouble", "answered"],
	);
});

test("after it was stopped it neither calls main nor reports", async () => {
	const rig = openRig();
	rig.stop();
	await rig.answer(createState());
	rig.notifyChange();
	await rig.clock.move(2 * pollIntervalMs);
	assert.deepEqual([rig.results.length, rig.calls()], [0, 1]);
});

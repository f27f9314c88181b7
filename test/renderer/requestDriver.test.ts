import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../core/contract/contract.ts";
import { type CallResult, callTimeoutMs } from "../../renderer/kiosk/call-main.ts";
import {
	type Counter,
	type CounterEvent,
	type CounterRequest,
	idleCounter,
	minVerdictMs,
	reduceCounter,
	verdictExpiryMs,
} from "../../renderer/kiosk/counter/counter.ts";
import { openRequestDriver, type RequestDriver } from "../../renderer/kiosk/request-driver.ts";
import { type ManualPageClock, manualPageClock, settled } from "./manualPageClock.ts";

type Answer = CallResult<"scan" | "number" | "admit">;
const refused: Verdict = {
	kind: "refused",
	refusal: { reason: "forged" },
	session: null,
	atMs: 0,
	override: null,
	undoable: [],
};
const refusal: Answer = { kind: "answer", output: refused };

type Rig = {
	readonly clock: ManualPageClock;
	readonly driver: RequestDriver<CounterEvent>;
	readonly sent: CounterRequest[];
	readonly states: Counter[];
	/** Answers the oldest request that has none. */
	readonly answer: (answer: Answer) => Promise<void>;
	readonly shown: () => string;
};

/** The driver with the counter's own reducer, and a main process that answers when the test says so. */
function openRig(): Rig {
	const clock = manualPageClock();
	const sent: CounterRequest[] = [];
	const states: Counter[] = [];
	const waiting: ((answer: Answer) => void)[] = [];
	const driver = openRequestDriver<Counter, CounterEvent, CounterRequest>(
		{
			first: idleCounter,
			reduce: reduceCounter,
			send(request) {
				sent.push(request);
				return new Promise((resolve) => void waiting.push(resolve));
			},
			onChange: (counter) => void states.push(counter),
			tickIntervalMs: 250,
		},
		clock,
	);
	return {
		clock,
		driver,
		sent,
		states,
		async answer(answer) {
			waiting.shift()?.(answer);
			await settled();
		},
		shown: () => (states.at(-1) ?? idleCounter).display.kind,
	};
}

function scan({ driver, clock }: Rig, text: string): void {
	driver.dispatch({ kind: "seen", text, source: "wedge", atMs: clock.monoMs() });
}

test("a scan is sent to the main process once, however many ticks pass, and its verdict is shown", async () => {
	const rig = openRig();
	scan(rig, "A");
	await rig.clock.move(1000);
	assert.deepEqual(
		rig.sent.map(({ scan }) => scan.text),
		["A"],
	);
	await rig.answer(refusal);
	assert.equal(rig.shown(), "final");
});

test("a scan that waits behind a verdict is sent by the driver's own ticks", async () => {
	const rig = openRig();
	scan(rig, "A");
	scan(rig, "B");
	await rig.answer(refusal);
	await rig.clock.move(minVerdictMs - 250);
	assert.equal(rig.sent.length, 1);
	await rig.clock.move(250);
	assert.deepEqual(
		rig.sent.map(({ scan }) => scan.text),
		["A", "B"],
	);
});

test("without an answer in time the screen says so, and an answer that comes later is shown all the same", async () => {
	const rig = openRig();
	scan(rig, "A");
	await rig.clock.move(callTimeoutMs - 1);
	assert.equal(rig.states.at(-1)?.request?.scan.text, "A");
	await rig.clock.move(1);
	assert.equal(rig.shown(), "trouble");
	await rig.answer(refusal);
	assert.equal(rig.shown(), "final");
});

test("a call that fails is trouble at once, and the timeout says nothing more of it", async () => {
	const rig = openRig();
	scan(rig, "A");
	await rig.answer({ kind: "none", why: "failed" });
	const { display } = rig.states.at(-1) ?? idleCounter;
	assert.equal(display.kind === "trouble" ? display.why : display.kind, "failed");
	const changes = rig.states.length;
	await rig.clock.move(callTimeoutMs);
	assert.equal(rig.states.length, changes);
});

test("an event that changes nothing draws nothing", async () => {
	const rig = openRig();
	rig.driver.dispatch({ kind: "confirmed", atMs: 0 });
	await rig.clock.move(2000);
	assert.equal(rig.states.length, 0);
});

test("after it was stopped neither ticks nor late answers change anything", async () => {
	const rig = openRig();
	scan(rig, "A");
	await rig.answer(refusal);
	scan(rig, "B");
	rig.driver.stop();
	const changes = rig.states.length;
	await rig.answer(refusal);
	await rig.clock.move(verdictExpiryMs);
	assert.equal(rig.states.length, changes);
});

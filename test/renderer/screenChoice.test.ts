import assert from "node:assert/strict";
import { test } from "node:test";
import type { KioskState } from "../../core/contract/contract.ts";
import { selfServiceState } from "../../renderer/gallery/fixtures/self-service-fixture.ts";
import { createState } from "../../renderer/gallery/samples/kiosk-state.ts";
import { chooseScreen, lastSelfServiceStateOf, type SelfServiceState } from "../../renderer/kiosk/screen-choice.ts";
import type { PollResult } from "../../renderer/kiosk/state-poll.ts";

const aheadMs = 40;
const trouble: PollResult = { kind: "trouble", trouble: "unanswering" };
const unsure = { kind: "unsure", machineMs: 5000, lastLineMs: null } as const;
const member: SelfServiceState = { state: selfServiceState(), aheadMs };

function answered(state: KioskState): PollResult {
	return { kind: "answered", state, aheadMs };
}

function screenOf(poll: PollResult, isSetupRequested = false): string {
	return chooseScreen(poll, null, isSetupRequested).screen;
}

test("before main answers there is the start, and then the trouble that it has", () => {
	assert.equal(screenOf({ kind: "starting" }), "start");
	assert.deepEqual(chooseScreen(trouble, null, false), { screen: "trouble", trouble: "unanswering" });
});

test("an uncertain time comes first, then enrolment, then the first supervisor", () => {
	const unenrolled: KioskState = {
		kind: "unenrolled",
		nowMs: 1000,
		clock: { kind: "sure", doubt: null },
		isFocusLost: false,
	};
	assert.equal(screenOf(answered({ ...unenrolled, clock: unsure })), "clock");
	assert.equal(screenOf(answered(unenrolled)), "enrol");
	assert.equal(screenOf(answered(createState({ clock: unsure, supervisors: [] }))), "clock");
	assert.equal(screenOf(answered(createState({ supervisors: [] })), true), "supervisor");
	assert.equal(screenOf(answered(createState())), "counter");
	assert.equal(screenOf(answered(createState()), true), "setup");
});

test("the clock screen shows the machine's time, and asks the supervisors for their consent", () => {
	const state = createState({ clock: unsure, nowMs: 2000 });
	const choice = chooseScreen(answered(state), null, false);
	assert.deepEqual(choice, { screen: "clock", clock: unsure, aheadMs: aheadMs + 3000, supervisors: state.supervisors });
});

test("a self-service kiosk keeps the member's screen while main does not answer", () => {
	const poll = answered(member.state);
	const last = lastSelfServiceStateOf(poll, null);
	assert.deepEqual(last, member);
	assert.deepEqual(chooseScreen(poll, last, false), { screen: "selfService", ...member, isAnswering: true });
	assert.equal(lastSelfServiceStateOf(trouble, last), last);
	assert.deepEqual(chooseScreen(trouble, last, false), { screen: "selfService", ...member, isAnswering: false });
});

test("set-up replaces the member's screen, and a kiosk that becomes a counter gives it up", () => {
	assert.equal(chooseScreen(answered(member.state), member, true).screen, "setup");
	assert.equal(lastSelfServiceStateOf(answered(createState()), member), null);
});

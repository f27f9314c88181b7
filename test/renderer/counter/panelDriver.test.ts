import assert from "node:assert/strict";
import { test } from "node:test";
import { callTimeoutMs } from "../../../renderer/kiosk/call-main.ts";
import type { FormField, Values } from "../../../renderer/kiosk/counter/panels/forms/form.ts";
import type { Panel } from "../../../renderer/kiosk/counter/panels/panel.ts";
import { openPanelDriver, type PanelDispatch } from "../../../renderer/kiosk/counter/panels/panel-driver.ts";
import { type ManualPageClock, manualPageClock, settled } from "../manualPageClock.ts";
import { keysByCode } from "./personKeys.ts";

const fields: readonly FormField[] = [
	{ name: "who", kind: "staff", check: (value) => (value === "" ? "staff" : null) },
];

type Rig = {
	readonly clock: ManualPageClock;
	readonly press: (...strokes: readonly string[]) => void;
	readonly submitted: Values[];
	readonly outcomes: string[];
	readonly answer: (outcome: string | null) => Promise<void>;
	readonly phase: () => string;
};

function openRig(): Rig {
	const clock = manualPageClock();
	const submitted: Values[] = [];
	const outcomes: string[] = [];
	const waiting: ((outcome: string | null) => void)[] = [];
	let panel: Panel<string> | null = null;
	const dispatch: PanelDispatch<string> = openPanelDriver<string>(
		() => ({
			fields,
			isBlocked: false,
			submit(values) {
				submitted.push(values);
				return new Promise((resolve) => void waiting.push(resolve));
			},
			isDone: (outcome) => outcome === "set",
			onOutcome: (outcome) => void outcomes.push(outcome),
		}),
		(next) => {
			panel = next;
		},
		clock,
	);
	return {
		clock,
		submitted,
		outcomes,
		press(...strokes) {
			for (const key of keysByCode(...strokes)) dispatch({ kind: "pressed", key, isBlocked: false });
		},
		async answer(outcome) {
			waiting.shift()?.(outcome);
			await settled();
		},
		phase: () => describePhase(panel),
	};
}

function describePhase(panel: Panel<string> | null): string {
	if (panel === null) return "none";
	const { phase } = panel;
	return phase.kind === "filling" ? `filling ${phase.failure}` : phase.kind;
}

test("what was filled in is submitted once, however often Enter is pressed while it is asked", async () => {
	const rig = openRig();
	rig.press("1001", "Enter", "Enter", "Enter");
	assert.deepEqual([rig.submitted, rig.phase()], [[{ who: "1001" }], "asking"]);
	await rig.answer("set");
	assert.deepEqual([rig.outcomes, rig.phase()], [["set"], "done"]);
});

test("an outcome that does not end the panel leaves it to be filled in again", async () => {
	const rig = openRig();
	rig.press("1001", "Enter");
	await rig.answer("wrong");
	assert.equal(rig.phase(), "filling wrong");
	rig.press("Enter");
	assert.equal(rig.submitted.length, 2);
});

test("without an answer in time the panel says so, and a later answer is shown all the same", async () => {
	const rig = openRig();
	rig.press("1001", "Enter");
	await rig.clock.move(callTimeoutMs - 1);
	assert.equal(rig.phase(), "asking");
	await rig.clock.move(1);
	assert.equal(rig.phase(), "filling unanswered");
	await rig.answer("set");
	assert.deepEqual([rig.outcomes, rig.phase()], [["set"], "done"]);
});

test("a call that fails is shown at once as unanswered, and no outcome is reported", async () => {
	const rig = openRig();
	rig.press("1001", "Enter");
	await rig.answer(null);
	assert.deepEqual([rig.outcomes, rig.phase()], [[], "filling unanswered"]);
});

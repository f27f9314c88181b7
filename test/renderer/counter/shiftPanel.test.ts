import assert from "node:assert/strict";
import { test } from "node:test";
import { createState } from "../../../renderer/gallery/samples/kiosk-state.ts";
import { clerk, shift, shiftSlip } from "../../../renderer/gallery/samples/staff.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import { createReprintPanel } from "../../../renderer/kiosk/counter/panels/forms/reprint-form.ts";
import { createShiftPanel } from "../../../renderer/kiosk/counter/panels/forms/shift-form.ts";

const sent: unknown[] = [];
const bridge = createScriptedBridge({
	openShift({ staff }) {
		sent.push(staff);
		return Promise.resolve({ kind: "opened" });
	},
	closeShift({ stubs }) {
		sent.push(stubs);
		return Promise.resolve({ kind: "closed", slip: shiftSlip });
	},
	printAgain({ line }) {
		sent.push(line);
		return Promise.resolve({ kind: "queued", copy: 2 });
	},
});

test("without a shift the clerk opens one by work number", async () => {
	const panel = createShiftPanel(bridge, createState());
	assert.deepEqual(
		panel.fields.map(({ name }) => name),
		["staff"],
	);
	const outcome = await panel.submit({ staff: String(clerk) });
	assert.deepEqual([sent.pop(), outcome !== null && panel.isDone(outcome)], [clerk, true]);
});

test("a shift is closed with the stubs counted, and uncounted stubs are not nought", async () => {
	const panel = createShiftPanel(bridge, createState({ shift }));
	await panel.submit({ stubs: "116" });
	assert.equal(sent.pop(), 116);
	await panel.submit({ stubs: "0" });
	assert.equal(sent.pop(), 0);
	await panel.submit({ stubs: "" });
	assert.equal(sent.pop(), null);
	assert.equal(panel.isDone({ kind: "notClosed", why: "notOpen" }), false);
});

test("a ticket is printed again only with a printer, and only for an admission", async () => {
	const printer = { kind: "ready", isPaperLow: false } as const;
	assert.equal(createReprintPanel(bridge, createState()).isBlocked, true, "no printer");
	assert.equal(createReprintPanel(bridge, createState({ printer, recentScans: [] })).isBlocked, true);
	const panel = createReprintPanel(bridge, createState({ printer }));
	assert.equal(panel.isBlocked, false);
	await panel.submit({ line: "131" });
	assert.equal(sent.pop(), 131);
});

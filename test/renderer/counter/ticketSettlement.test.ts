import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputOf, RecordOutcome, TicketInDoubt } from "../../../core/contract/contract.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import { minReadMs, openTicketSettlement } from "../../../renderer/kiosk/counter/side/ticket-settlement.ts";
import { manualPageClock, settled } from "../manualPageClock.ts";

const first: TicketInDoubt = { line: 12, incarnation: 1, atMs: 0, persons: 2, session: 1, why: "inDoubt" };
const second: TicketInDoubt = { ...first, line: 13 };

function openRig() {
	const clock = manualPageClock();
	const sent: InputOf<"settleTicket">[] = [];
	const statuses: string[] = [];
	const waiting: ((outcome: RecordOutcome | null) => void)[] = [];
	const bridge = createScriptedBridge({
		settleTicket(input) {
			sent.push(input);
			return new Promise((resolve, reject) =>
				waiting.push((outcome) => (outcome === null ? reject(new Error("no answer")) : resolve(outcome))),
			);
		},
	});
	const settlement = openTicketSettlement(bridge, (status) => void statuses.push(status), clock);
	return {
		...settlement,
		clock,
		sent,
		status: () => statuses.at(-1) ?? "idle",
		/** The ticket has been on the screen long enough to be read. */
		async showAndRead(ticket: TicketInDoubt) {
			settlement.show(ticket);
			await clock.move(minReadMs);
		},
		async answer(outcome: RecordOutcome | null) {
			waiting.shift()?.(outcome);
			await settled();
		},
	};
}

test("the clerk's answer is sent for the ticket on the screen, once", async () => {
	const rig = openRig();
	await rig.showAndRead(first);
	void rig.settle(true);
	void rig.settle(false);
	assert.deepEqual([rig.sent, rig.status()], [[{ line: 12, incarnation: 1, isThere: true }], "busy"]);
	await rig.answer({ kind: "noted" });
	assert.equal(rig.status(), "idle");
});

test("a key pressed before the question could be read answers nothing", async () => {
	const rig = openRig();
	rig.show(first);
	await rig.clock.move(minReadMs - 1);
	await rig.settle(true);
	assert.deepEqual(rig.sent, []);
});

test("a doubled key press does not answer for the next ticket", async () => {
	const rig = openRig();
	await rig.showAndRead(first);
	void rig.settle(true);
	await rig.answer({ kind: "noted" });
	rig.show(second);
	await rig.settle(true);
	assert.equal(rig.sent.length, 1);
	await rig.clock.move(minReadMs);
	void rig.settle(false);
	assert.deepEqual(rig.sent[1], { line: 13, incarnation: 1, isThere: false });
});

test("the same ticket in a later state of the kiosk is no new question", async () => {
	const rig = openRig();
	await rig.showAndRead(first);
	rig.show({ ...first });
	void rig.settle(true);
	assert.equal(rig.sent.length, 1);
});

test("an answer that was not recorded says so, until it succeeds or the next ticket is shown", async () => {
	const rig = openRig();
	await rig.showAndRead(first);
	void rig.settle(true);
	await rig.answer(null);
	assert.equal(rig.status(), "failed");
	void rig.settle(true);
	assert.equal(rig.status(), "busy");
	await rig.answer(null);
	rig.show(second);
	assert.equal(rig.status(), "idle");
});

test("without a ticket in doubt nothing is sent", async () => {
	const rig = openRig();
	await rig.showAndRead(first);
	rig.show(null);
	await rig.clock.move(minReadMs);
	await rig.settle(true);
	assert.deepEqual(rig.sent, []);
});

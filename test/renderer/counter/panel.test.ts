import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecentScan, VoidOutcome } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { enterDebounceMs, minVerdictMs } from "../../../renderer/kiosk/counter/counter.ts";
import type { Values } from "../../../renderer/kiosk/counter/panels/forms/form.ts";
import { readVoidInput, voidableScansOf, voidFields } from "../../../renderer/kiosk/counter/panels/forms/void-form.ts";
import {
	createPanel,
	type Panel,
	type PanelStep,
	reducePanel,
	scansHeldUntilMs,
} from "../../../renderer/kiosk/counter/panels/panel.ts";
import { expectKind } from "../../expectKind.ts";
import { keyByCode, keysByCode } from "./personKeys.ts";

const one = [StaffId.parse("1001")];
const recent: readonly RecentScan[] = [
	admitted(7, 3, 60_000),
	admitted(9, 2, 60_000),
	admitted(8, 1, 999),
	{ line: 10, atMs: 0, outcome: { kind: "refused", reason: "tooEarly" }, session: null },
	admitted(6, 4, 60_000, true),
];
const fields = voidFields(voidableScansOf(recent, 1000), one);
const voided: VoidOutcome = { kind: "voided", persons: 2, inside: 0, remaining: 3, session: null, atMs: 0, line: 9 };
const wrong: VoidOutcome = { kind: "pinRefused", why: "wrong", triesLeft: 4 };
const filling = ["Enter", "1", "271828", "Enter"];

function admitted(line: number, persons: number, voidableUntilMs: number, isVoided = false): RecentScan {
	return {
		line,
		atMs: 0,
		outcome: { kind: "admitted", persons, isVoided, voidableUntilMs, isOverride: false },
		session: 1,
	};
}

function press(from: Panel<VoidOutcome>, ...strokes: readonly string[]): PanelStep<VoidOutcome> {
	let step: PanelStep<VoidOutcome> = { panel: from, submission: null, isClosed: false };
	for (const key of keysByCode(...strokes)) {
		step = reducePanel(step.panel, fields, { kind: "pressed", key, isBlocked: false });
	}
	return step;
}

function answer(panel: Panel<VoidOutcome>, outcome: VoidOutcome, atMs = 0): Panel<VoidOutcome> {
	const isDone = outcome.kind === "voided";
	return reducePanel(panel, fields, { kind: "answered", outcome, isDone, atMs }).panel;
}

const empty = createPanel<VoidOutcome>(fields);

test("the newest admission that may be undone is chosen; the refused, the undone and the old are not in the list", () => {
	const [line] = fields;
	assert.deepEqual(expectKind(line, "choice").options, ["9", "7"]);
	const { submission } = press(empty, ...filling);
	const asked: Values = { line: "9", why: "wrongNumber", by: "1001", pin: "271828" };
	assert.deepEqual(submission, asked);
	assert.deepEqual(readVoidInput(asked, one), {
		line: 9,
		why: "wrongNumber",
		by: { staff: "1001", pin: "271828" },
	});
	assert.deepEqual(press(empty, "2", "5", "271828", "Enter").submission, { ...asked, line: "7", why: "other" });
});

test("a list that came to one choice, or lost its only one, is not stopped at or is", () => {
	const none = voidFields([], one);
	const single = voidFields(voidableScansOf(recent.slice(0, 1), 1000), one);
	const opened = reducePanel(createPanel<VoidOutcome>(none), single, { kind: "opened" }).panel;
	assert.equal(single[opened.form.at]?.name, "why", "of one admission nothing is asked");
	const two = reducePanel(opened, fields, { kind: "opened" }).panel;
	assert.equal(fields[two.form.at]?.name, "line", "of two it is, when it is opened");
	const { panel } = reducePanel(opened, fields, { kind: "pressed", key: keyByCode("Digit2"), isBlocked: false });
	assert.equal(panel.form.values.why, "wrongVoucher", "and a second one does not turn the key to it");
});

test("while it is asked no key does anything, not even Escape", () => {
	const { panel } = press(empty, ...filling);
	assert.equal(panel.phase.kind, "asking");
	assert.equal(press(panel, "Enter", "1", "Escape").panel, panel);
});

test("a wrong PIN is reported, cleared and typed again; the other fields keep their values", () => {
	const refused = answer(press(empty, ...filling).panel, wrong);
	assert.deepEqual(refused.phase, { kind: "filling", failure: wrong });
	assert.deepEqual([fields[refused.form.at]?.name, refused.form.values], ["pin", { why: "wrongNumber" }]);
	assert.deepEqual(
		press(refused, "3").panel.phase,
		{ kind: "filling", failure: null },
		"gone once the next try begins",
	);
	assert.equal(press(refused, "314159", "Enter").submission?.pin, "314159");
});

test("what was done stays until Enter or Escape; an Enter pressed twice does not wipe it away", () => {
	const done = answer(press(empty, ...filling).panel, voided, 1000);
	const enter = (atMs: number) =>
		reducePanel(done, fields, { kind: "pressed", key: keyByCode("Enter", atMs), isBlocked: false });
	assert.equal(enter(1000 + enterDebounceMs - 1).isClosed, false);
	assert.equal(enter(1000 + enterDebounceMs).isClosed, true);
	assert.deepEqual(press(done, "Escape"), { panel: empty, submission: null, isClosed: true });
	assert.equal(press(done, "5").isClosed, false);
});

test("an answer that comes after it was given up is still the truth", () => {
	const lost = reducePanel(press(empty, ...filling).panel, fields, { kind: "gaveUp" }).panel;
	assert.deepEqual(lost.phase, { kind: "filling", failure: "unanswered" });
	assert.equal(lost.form.values.pin, undefined);
	assert.equal(answer(lost, voided, 1).phase.kind, "done");
	assert.equal(answer(empty, voided, 1), empty, "but what nobody asked is nothing");
});

test("a scan puts it aside and keeps what was filled in, but for the PIN; what is done is not kept", () => {
	const aside = (panel: Panel<VoidOutcome>) => reducePanel(panel, fields, { kind: "putAside" }).panel;
	const kept = aside(press(empty, "2", "5", "2718").panel);
	assert.deepEqual([kept.form.at, kept.form.values], [0, { line: "7", why: "other" }]);
	assert.deepEqual(aside(answer(press(empty, ...filling).panel, voided)), empty);
	assert.deepEqual(press(press(empty, "2", "5").panel, "Escape").panel, empty, "Escape throws it away");
});

test("blocked, it takes no key but the one that closes it", () => {
	const blocked = (code: string) =>
		reducePanel(empty, fields, { kind: "pressed", key: keyByCode(code), isBlocked: true });
	assert.deepEqual(blocked("Digit1"), { panel: empty, submission: null, isClosed: false });
	assert.deepEqual(blocked("Enter"), { panel: empty, submission: null, isClosed: false });
	assert.equal(blocked("Escape").isClosed, true);
});

test("scans wait while a PIN is typed and while it is asked, and a moment for what came of it", () => {
	const held = (panel: Panel<VoidOutcome>, isKept = false) => scansHeldUntilMs(panel, fields, isKept);
	assert.equal(held(empty), 0);
	assert.equal(held(press(empty, "Enter").panel), 0);
	assert.equal(held(press(empty, "Enter", "1").panel), Number.POSITIVE_INFINITY);
	assert.equal(held(press(empty, ...filling).panel), Number.POSITIVE_INFINITY);
	const done = answer(press(empty, ...filling).panel, voided, 5000);
	assert.equal(held(done), 5000 + minVerdictMs);
	assert.equal(held(done, true), Number.POSITIVE_INFINITY, "a closing slip until it is dismissed");
});

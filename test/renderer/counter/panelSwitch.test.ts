import assert from "node:assert/strict";
import { test } from "node:test";
import type { FoundVoucher, LookUpOutcome, Verdict } from "../../../core/contract/contract.ts";
import { type Counter, enterDebounceMs, idleCounter } from "../../../renderer/kiosk/counter/counter.ts";
import type { PanelPhase } from "../../../renderer/kiosk/counter/panels/panel.ts";
import {
	decideOverride,
	decideToggle,
	keyTargetOf,
	type PanelSituation,
} from "../../../renderer/kiosk/counter/panels/panel-switch.ts";
import { keyByCode } from "./personKeys.ts";

const filling: PanelPhase<LookUpOutcome> = { kind: "filling", failure: null };
const quiet: PanelSituation = { open: null, isAsking: false, lookUp: filling, resultIndex: 0, counter: idleCounter };

function refusedBy(override: Extract<Verdict, { kind: "refused" }>["override"]): Counter {
	const verdict: Extract<Verdict, { kind: "refused" }> = {
		kind: "refused",
		refusal: { reason: "tooEarly", fromMs: 9, startsAtMs: 99 },
		session: null,
		atMs: 0,
		override,
		undoable: [],
	};
	return {
		...idleCounter,
		display: { kind: "final", scan: { scan: 1, text: "A", source: "wedge" }, verdict, sinceMs: 0 },
	};
}

function found(...isOverridable: readonly boolean[]): PanelPhase<LookUpOutcome> {
	const vouchers = isOverridable.map(
		(may, i): FoundVoucher => ({
			offer: `offer ${i + 1}`,
			session: null,
			party: 2,
			remaining: 2,
			place: 0,
			seats: [],
			last: null,
			refusal: null,
			isOverridable: may,
			others: [],
			state: "live",
		}),
	);
	return { kind: "done", outcome: { kind: "found", vouchers, more: 0 }, sinceMs: 1000 };
}

function offerOf(change: ReturnType<typeof decideOverride>): string {
	return change.kind === "override"
		? change.subject.offer
		: change.kind === "open"
			? `open ${change.name}`
			: change.kind;
}

test("a panel's key opens it, and closes it again", () => {
	assert.deepEqual(decideToggle("void", quiet), { kind: "open", name: "void" });
	assert.deepEqual(decideToggle("void", { ...quiet, open: "void" }), { kind: "close" });
});

test("another panel's key changes over to that panel", () => {
	assert.deepEqual(decideToggle("shift", { ...quiet, open: "void" }), { kind: "open", name: "shift" });
});

test("while a panel waits for its answer no key closes it or opens another", () => {
	for (const name of ["void", "shift", "override"] as const) {
		assert.deepEqual(decideToggle(name, { ...quiet, open: "void", isAsking: true }), { kind: "none" });
	}
});

test("no panel opens over a scan that is being asked, waits, or holds an offer; one that is open may change", () => {
	const scan = { scan: 1, text: "A", source: "wedge" } as const;
	const asking: Counter = { ...idleCounter, request: { kind: "scan", scan, sinceMs: 0 } };
	const queued: Counter = { ...idleCounter, queue: [scan] };
	for (const counter of [asking, queued]) {
		assert.deepEqual(decideToggle("void", { ...quiet, counter }), { kind: "none" });
		assert.deepEqual(decideToggle("override", { ...quiet, counter }), { kind: "none" });
		assert.deepEqual(decideToggle("void", { ...quiet, counter, open: "shift" }), { kind: "open", name: "void" });
	}
});

test("an override is for the refusal on the screen, where a supervisor may", () => {
	const counter = refusedBy({ offer: "refused", remaining: 3, others: [] });
	assert.equal(offerOf(decideToggle("override", { ...quiet, counter })), "refused");
});

test("without a refusal that may be overridden, a look-up comes first", () => {
	assert.equal(offerOf(decideToggle("override", quiet)), "open lookUp");
	assert.equal(offerOf(decideToggle("override", { ...quiet, counter: refusedBy(null) })), "open lookUp");
});

test("from a look-up the override is for the chosen voucher, and never for the refusal that lies under it", () => {
	const counter = refusedBy({ offer: "refused", remaining: 3, others: [] });
	const lookUp: PanelSituation = { ...quiet, open: "lookUp", lookUp: found(true, true, false), counter };
	assert.equal(offerOf(decideOverride({ ...lookUp, resultIndex: 1 })), "offer 2");
	assert.equal(offerOf(decideOverride({ ...lookUp, resultIndex: 2 })), "none");
	assert.equal(offerOf(decideOverride({ ...lookUp, lookUp: filling })), "none");
});

test("what a look-up found takes the keys, but Escape stays the panel's", () => {
	const lookUp: PanelSituation = { ...quiet, open: "lookUp", lookUp: found(true) };
	assert.equal(keyTargetOf(lookUp, keyByCode("Enter", 1000 + enterDebounceMs)), "results");
	assert.equal(keyTargetOf(lookUp, keyByCode("Escape", 1000 + enterDebounceMs)), "form");
	assert.equal(keyTargetOf({ ...lookUp, lookUp: filling }, keyByCode("Enter", 5000)), "form");
	assert.equal(keyTargetOf({ ...lookUp, open: "void" }, keyByCode("Enter", 5000)), "form");
});

test("Enter pressed twice asks once, and does not choose among results that nobody has read", () => {
	const lookUp: PanelSituation = { ...quiet, open: "lookUp", lookUp: found(true) };
	assert.equal(keyTargetOf(lookUp, keyByCode("Enter", 1000 + enterDebounceMs - 1)), "none");
});

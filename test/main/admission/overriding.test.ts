import assert from "node:assert/strict";
import { test } from "node:test";
import { mostOverrides } from "../../../core/admission/pin.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { makeRow, makeVoucherId, mintCode, session, voucher } from "../../core/venueDay.ts";
import { aWindow, handClock, type Window } from "../aWindow.ts";

const word = { by: StaffId.parse("1001"), why: "lateByOurFault" } as const;

function refusedScan({ exchange }: Window, text = mintCode()): Extract<Verdict, { kind: "refused" }> {
	const verdict = exchange.scan(text, "camera");
	return verdict.kind === "refused" ? verdict : assert.fail(JSON.stringify(verdict));
}

function lateWindow(rows = [makeRow(voucher)]): Window {
	const clock = handClock();
	const window = aWindow(":memory:", rows, clock);
	clock.set(session.admitUntil + 60_000);
	return window;
}

test("a supervisor lets in a family that is late, and the line says in spite of what, why and who", () => {
	const window = lateWindow();
	const refused = refusedScan(window);
	assert.equal(refused.refusal.reason, "tooLate");
	assert.equal(refused.override?.remaining, 3);
	const verdict = window.exchange.override(refused.override?.offer ?? "", 2, word);
	assert.deepEqual(verdict.kind === "admitted" && [verdict.persons, verdict.remaining], [2, 1]);
	const entry = window.journal.recent()[0];
	assert.deepEqual(entry?.kind === "redeemed" && entry.override, {
		by: "1001",
		why: "lateByOurFault",
		refused: "tooLate",
	});
});

test("a second click on an override is one admission", () => {
	const window = lateWindow();
	const { override } = refusedScan(window);
	const first = window.exchange.override(override?.offer ?? "", 3, word);
	assert.deepEqual(window.exchange.override(override?.offer ?? "", 3, word), first);
	assert.equal(window.journal.recent().filter((entry) => entry.kind === "redeemed").length, 1);
});

test("an override admits no more than the party, and not those who are inside", () => {
	const window = lateWindow();
	const { override } = refusedScan(window);
	const tooMany = window.exchange.override(override?.offer ?? "", 4, word);
	assert.equal(tooMany.kind === "refused" && tooMany.refusal.reason, "remainderSmaller");
	window.exchange.override(refusedScan(window).override?.offer ?? "", 3, word);
	const again = refusedScan(window);
	assert.equal(again.refusal.reason, "alreadyRedeemed");
	assert.equal(again.override, null);
});

test("what is forged, foreign, cancelled, blocked or unread is never offered to a supervisor", () => {
	const rows = [
		makeRow(voucher, { state: "cancelled" }),
		makeRow({ ...voucher, id: makeVoucherId(1) }, { state: "blocked" }),
	];
	const window = aWindow(":memory:", rows);
	for (const text of [
		mintCode({}, "stranger"),
		mintCode({ venue: 3 }),
		mintCode(),
		mintCode({ id: makeVoucherId(1) }),
		"rubbish",
	]) {
		assert.equal(refusedScan(window, text).override, null);
	}
});

test("a voucher that is signed but not on the list may be admitted by a supervisor, once", () => {
	const window = aWindow(":memory:", [makeRow({ ...voucher, id: makeVoucherId(9) })]);
	const refused = refusedScan(window);
	assert.equal(refused.refusal.reason, "notInAllocation");
	const verdict = window.exchange.override(refused.override?.offer ?? "", 3, word);
	assert.equal(verdict.kind, "admitted");
	assert.equal(refusedScan(window).refusal.reason, "alreadyRedeemed");
});

test("an ordinary admission cannot be had on what only a supervisor may admit", () => {
	const window = lateWindow();
	const { override } = refusedScan(window);
	const verdict = window.exchange.admit(override?.offer ?? "", 3);
	assert.equal(verdict.kind === "refused" && verdict.refusal.reason, "offerGone");
});

test("a shift has so many overrides and no more; the next shift has its own", () => {
	const rows = Array.from({ length: mostOverrides + 1 }, (_, i) =>
		makeRow({ ...voucher, id: makeVoucherId(i), party: 1 }),
	);
	const window = lateWindow(rows);
	const override = (i: number) => {
		const { override: offered } = refusedScan(window, mintCode({ id: makeVoucherId(i), party: 1 }));
		return window.exchange.override(offered?.offer ?? "", 1, word);
	};
	for (let i = 0; i < mostOverrides; i++) assert.equal(override(i).kind, "admitted");
	const spent = override(mostOverrides);
	assert.deepEqual(spent.kind === "refused" && spent.refusal, { reason: "overridesSpent", most: mostOverrides });
	window.shiftDesk.open(word.by);
	assert.equal(override(mostOverrides).kind, "admitted");
});

test("a card's last four lead to what the list knows, and to nobody's admission without a supervisor", () => {
	const others = [makeRow({ ...voucher, id: makeVoucherId(1) }, { card: "1234" })];
	const window = aWindow(":memory:", [makeRow(voucher, { card: "0417" }), ...others]);
	const found = window.lookUp("0417");
	const [one, ...more] = found.kind === "found" ? found.vouchers : [];
	assert.deepEqual([one?.party, one?.remaining, one?.refusal, more.length], [3, 3, null, 0]);
	const plain = window.exchange.admit(one?.offer ?? "", 3);
	assert.equal(plain.kind === "refused" && plain.refusal.reason, "offerGone");
	assert.equal(window.exchange.override(one?.offer ?? "", 3, { ...word, why: "phoneFailed" }).kind, "admitted");
	const entry = window.journal.recent()[0];
	assert.deepEqual(entry?.kind === "redeemed" && [entry.source, entry.override?.refused], ["card", "card"]);
	const after = window.lookUp("0417");
	assert.deepEqual(after.kind === "found" && [after.vouchers[0]?.remaining, after.vouchers[0]?.isOverridable], [
		0,
		false,
	]);
	assert.deepEqual(window.lookUp("9999"), { kind: "found", vouchers: [], more: 0 });
});

test("a look-up is a line that does not tell the card", () => {
	const window = aWindow(":memory:", [makeRow(voucher, { card: "0417" })]);
	window.lookUp("0417");
	const entry = window.journal.recent()[0];
	assert.equal(entry?.kind === "lookedUp" && entry.found, 1);
	assert.ok(!JSON.stringify(entry).includes("0417"));
});

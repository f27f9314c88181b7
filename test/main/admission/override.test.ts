import assert from "node:assert/strict";
import { test } from "node:test";
import { mostOverrides } from "../../../core/admission/override.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { answer } from "../../answer.ts";
import { makeRow, makeVoucherId, mintCode, session, voucher } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import { createTestClock, type OfflineKiosk, openOfflineKiosk, supervisor } from "../offlineKiosk.ts";

const why = "lateByOurFault";

function expectRefusedScan(
	{ checkIn: exchange }: OfflineKiosk,
	text = mintCode(),
): Extract<Verdict, { kind: "refused" }> {
	const verdict = exchange.scan(text, "camera");
	return verdict.kind === "refused" ? verdict : assert.fail(JSON.stringify(verdict));
}

function openKioskAfterClosing(rows = [makeRow(voucher)]): OfflineKiosk {
	const clock = createTestClock();
	const window = openOfflineKiosk(":memory:", rows, clock);
	clock.set(session.admitUntil + 60_000);
	return window;
}

test("a supervisor lets in a family that is late, and the line says in spite of what, why and who", async () => {
	const window = openKioskAfterClosing();
	const refused = expectRefusedScan(window);
	assert.equal(refused.refusal.reason, "tooLate");
	assert.equal(refused.override?.remaining, 3);
	const verdict = await window.checkIn.override(refused.override?.offer ?? "", 2, why);
	assertKind(verdict, "admitted");
	assert.deepEqual([verdict.persons, verdict.remaining], [2, 1]);
	const entry = window.journal.recentEntries()[0];
	assert.deepEqual(expectKind(entry, "redeemed").override, {
		by: "1001",
		why: "lateByOurFault",
		refused: "tooLate",
	});
});

test("a second click on an override is one admission", async () => {
	const window = openKioskAfterClosing();
	const { override } = expectRefusedScan(window);
	const first = await window.checkIn.override(override?.offer ?? "", 3, why);
	assert.deepEqual(await window.checkIn.override(override?.offer ?? "", 3, why), first);
	assert.equal(window.journal.recentEntries().filter((entry) => entry.kind === "redeemed").length, 1);
});

test("an override admits no more than the party, and not those who are inside", async () => {
	const window = openKioskAfterClosing();
	const { override } = expectRefusedScan(window);
	const tooMany = await window.checkIn.override(override?.offer ?? "", 4, why);
	assert.equal(expectKind(tooMany, "refused").refusal.reason, "remainderSmaller");
	await window.checkIn.override(expectRefusedScan(window).override?.offer ?? "", 3, why);
	const again = expectRefusedScan(window);
	assert.equal(again.refusal.reason, "alreadyRedeemed");
	assert.equal(again.override, null);
});

test("what is forged, foreign, cancelled, blocked or unread is never offered to a supervisor", () => {
	const rows = [
		makeRow(voucher, { state: "cancelled" }),
		makeRow({ ...voucher, id: makeVoucherId(1) }, { state: "blocked" }),
	];
	const window = openOfflineKiosk(":memory:", rows);
	for (const text of [
		mintCode({}, "stranger"),
		mintCode({ venue: 3 }),
		mintCode(),
		mintCode({ id: makeVoucherId(1) }),
		"rubbish",
	]) {
		assert.equal(expectRefusedScan(window, text).override, null);
	}
});

test("a voucher that is signed but not on the list may be admitted by a supervisor, once", async () => {
	const window = openOfflineKiosk(":memory:", [makeRow({ ...voucher, id: makeVoucherId(9) })]);
	const refused = expectRefusedScan(window);
	assert.equal(refused.refusal.reason, "notInAllocation");
	const verdict = await window.checkIn.override(refused.override?.offer ?? "", 3, why);
	assert.equal(verdict.kind, "admitted");
	assert.equal(expectRefusedScan(window).refusal.reason, "alreadyRedeemed");
});

test("an ordinary admission cannot be had on what only a supervisor may admit", () => {
	const window = openKioskAfterClosing();
	const { override } = expectRefusedScan(window);
	const verdict = window.checkIn.admit(override?.offer ?? "", 3);
	assert.equal(expectKind(verdict, "refused").refusal.reason, "offerGone");
});

test("a shift has so many overrides and no more; the next shift has its own", async () => {
	const rows = Array.from({ length: mostOverrides + 1 }, (_, i) =>
		makeRow({ ...voucher, id: makeVoucherId(i), party: 1 }),
	);
	const window = openKioskAfterClosing(rows);
	const override = (i: number) => {
		const { override: offered } = expectRefusedScan(window, mintCode({ id: makeVoucherId(i), party: 1 }));
		return window.checkIn.override(offered?.offer ?? "", 1, why);
	};
	for (let i = 0; i < mostOverrides; i++) assert.equal((await override(i)).kind, "admitted");
	const spent = await override(mostOverrides);
	assert.deepEqual(expectKind(spent, "refused").refusal, { reason: "overridesSpent", most: mostOverrides });
	assert.deepEqual(await answer(window.device, "openShift", { staff: supervisor.staff }), { kind: "opened" });
	assert.equal((await override(mostOverrides)).kind, "admitted");
});

test("a card's last four lead to what the list knows, and to nobody's admission without a supervisor", async () => {
	const others = [makeRow({ ...voucher, id: makeVoucherId(1) }, { card: "1234" })];
	const window = openOfflineKiosk(":memory:", [makeRow(voucher, { card: "0417" }), ...others]);
	const found = window.searchCard("0417");
	const [one, ...more] = found.kind === "found" ? found.vouchers : [];
	assert.deepEqual([one?.party, one?.remaining, one?.refusal, more.length], [3, 3, null, 0]);
	const plain = window.checkIn.admit(one?.offer ?? "", 3);
	assert.equal(expectKind(plain, "refused").refusal.reason, "offerGone");
	assert.equal((await window.checkIn.override(one?.offer ?? "", 3, "phoneFailed")).kind, "admitted");
	const entry = window.journal.recentEntries()[0];
	assertKind(entry, "redeemed");
	assert.deepEqual([entry.source, entry.override?.refused], ["card", "card"]);
	const after = window.searchCard("0417");
	assertKind(after, "found");
	assert.deepEqual([after.vouchers[0]?.remaining, after.vouchers[0]?.isOverridable], [0, false]);
	assert.deepEqual(window.searchCard("9999"), { kind: "found", vouchers: [], more: 0 });
});

test("a look-up is a line that does not tell the card", () => {
	const window = openOfflineKiosk(":memory:", [makeRow(voucher, { card: "0417" })]);
	window.searchCard("0417");
	const entry = window.journal.recentEntries()[0];
	assert.equal(expectKind(entry, "lookedUp").found, 1);
	assert.ok(!JSON.stringify(entry).includes("0417"));
});

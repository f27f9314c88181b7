import assert from "node:assert/strict";
import { test } from "node:test";
import { mostOverrides } from "../../../core/admission/override.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { answer } from "../../answer.ts";
import { makeRow, makeVoucherId, mintCode, session, voucher } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import { createTestClock, type OfflineKiosk, openOfflineKiosk, supervisor } from "../offlineKiosk.ts";

const why = "lateByOurFault";

function expectRefusedScan({ checkIn, clock }: OfflineKiosk, text = mintCode()): Extract<Verdict, { kind: "refused" }> {
	clock.move(sameScanMs);
	const verdict = checkIn.scan(text, "camera");
	return verdict.kind === "refused" ? verdict : assert.fail(JSON.stringify(verdict));
}

function openKioskAfterClosing(rows = [makeRow(voucher)]): OfflineKiosk {
	const clock = createTestClock();
	const kiosk = openOfflineKiosk(":memory:", rows, clock);
	clock.set(session.admitUntil + 60_000);
	return kiosk;
}

test("a supervisor admits a family that is late, and the line names the refusal, the reason and the supervisor", async () => {
	const kiosk = openKioskAfterClosing();
	const refused = expectRefusedScan(kiosk);
	assert.equal(refused.refusal.reason, "tooLate");
	assert.equal(refused.override?.remaining, 3);
	const verdict = await kiosk.checkIn.override(refused.override?.offer ?? "", 2, why);
	assertKind(verdict, "admitted");
	assert.deepEqual([verdict.persons, verdict.remaining], [2, 1]);
	const entry = kiosk.journal.recentEntries()[0];
	assert.deepEqual(expectKind(entry, "redeemed").override, {
		by: "1001",
		why: "lateByOurFault",
		refused: "tooLate",
	});
});

test("a second click on an override is one admission", async () => {
	const kiosk = openKioskAfterClosing();
	const { override } = expectRefusedScan(kiosk);
	const first = await kiosk.checkIn.override(override?.offer ?? "", 3, why);
	assert.deepEqual(await kiosk.checkIn.override(override?.offer ?? "", 3, why), first);
	assert.equal(kiosk.journal.recentEntries().filter((entry) => entry.kind === "redeemed").length, 1);
});

test("an override admits no more than the party, and not those who are inside", async () => {
	const kiosk = openKioskAfterClosing();
	const { override } = expectRefusedScan(kiosk);
	const tooMany = await kiosk.checkIn.override(override?.offer ?? "", 4, why);
	assert.equal(expectKind(tooMany, "refused").refusal.reason, "remainderSmaller");
	await kiosk.checkIn.override(expectRefusedScan(kiosk).override?.offer ?? "", 3, why);
	const again = expectRefusedScan(kiosk);
	assert.equal(again.refusal.reason, "alreadyRedeemed");
	assert.equal(again.override, null);
});

test("forged, foreign, cancelled, blocked and unreadable vouchers are never offered to a supervisor", () => {
	const rows = [
		makeRow(voucher, { state: "cancelled" }),
		makeRow({ ...voucher, id: makeVoucherId(1) }, { state: "blocked" }),
	];
	const kiosk = openOfflineKiosk(":memory:", rows);
	for (const text of [
		mintCode({}, "stranger"),
		mintCode({ venue: 3 }),
		mintCode(),
		mintCode({ id: makeVoucherId(1) }),
		"rubbish",
	]) {
		assert.equal(expectRefusedScan(kiosk, text).override, null);
	}
});

test("a voucher that is signed but not on the list may be admitted by a supervisor, once", async () => {
	const kiosk = openOfflineKiosk(":memory:", [makeRow({ ...voucher, id: makeVoucherId(9) })]);
	const refused = expectRefusedScan(kiosk);
	assert.equal(refused.refusal.reason, "notInAllocation");
	const verdict = await kiosk.checkIn.override(refused.override?.offer ?? "", 3, why);
	assert.equal(verdict.kind, "admitted");
	assert.equal(expectRefusedScan(kiosk).refusal.reason, "alreadyRedeemed");
});

test("an ordinary admission of what only a supervisor may admit is refused", () => {
	const kiosk = openKioskAfterClosing();
	const { override } = expectRefusedScan(kiosk);
	const verdict = kiosk.checkIn.admit(override?.offer ?? "", 3);
	assert.equal(expectKind(verdict, "refused").refusal.reason, "offerGone");
});

test("a shift has a limit of overrides; the next shift has its own", async () => {
	const rows = Array.from({ length: mostOverrides + 1 }, (_, i) =>
		makeRow({ ...voucher, id: makeVoucherId(i), party: 1 }),
	);
	const kiosk = openKioskAfterClosing(rows);
	const override = (i: number) => {
		const { override: offered } = expectRefusedScan(kiosk, mintCode({ id: makeVoucherId(i), party: 1 }));
		return kiosk.checkIn.override(offered?.offer ?? "", 1, why);
	};
	for (let i = 0; i < mostOverrides; i++) assert.equal((await override(i)).kind, "admitted");
	const spent = await override(mostOverrides);
	assert.deepEqual(expectKind(spent, "refused").refusal, { reason: "overridesSpent", most: mostOverrides });
	assert.deepEqual(await answer(kiosk.device, "openShift", { staff: supervisor.staff }), { kind: "opened" });
	assert.equal((await override(mostOverrides)).kind, "admitted");
});

test("a card's last four digits find its vouchers, which only a supervisor may admit", async () => {
	const others = [makeRow({ ...voucher, id: makeVoucherId(1) }, { card: "1234" })];
	const kiosk = openOfflineKiosk(":memory:", [makeRow(voucher, { card: "0417" }), ...others]);
	const found = kiosk.searchCard("0417");
	const [one, ...more] = found.kind === "found" ? found.vouchers : [];
	assert.deepEqual([one?.party, one?.remaining, one?.refusal, more.length], [3, 3, null, 0]);
	const plain = kiosk.checkIn.admit(one?.offer ?? "", 3);
	assert.equal(expectKind(plain, "refused").refusal.reason, "offerGone");
	assert.equal((await kiosk.checkIn.override(one?.offer ?? "", 3, "phoneFailed")).kind, "admitted");
	const entry = kiosk.journal.recentEntries()[0];
	assertKind(entry, "redeemed");
	assert.deepEqual([entry.source, entry.override?.refused], ["card", "card"]);
	const after = kiosk.searchCard("0417");
	assertKind(after, "found");
	assert.deepEqual([after.vouchers[0]?.remaining, after.vouchers[0]?.isOverridable], [0, false]);
	assert.deepEqual(kiosk.searchCard("9999"), { kind: "found", vouchers: [], more: 0 });
});

test("a look-up is journalled without the card", () => {
	const kiosk = openOfflineKiosk(":memory:", [makeRow(voucher, { card: "0417" })]);
	kiosk.searchCard("0417");
	const entry = kiosk.journal.recentEntries()[0];
	assert.equal(expectKind(entry, "lookedUp").found, 1);
	assert.ok(!JSON.stringify(entry).includes("0417"));
});

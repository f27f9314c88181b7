import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeInspection } from "../../../core/contract/contract.ts";
import { answer } from "../../answer.ts";
import { makeRow, mintCode, session, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { type OfflineKiosk, openOfflineKiosk } from "../offlineKiosk.ts";

function inspect({ device }: OfflineKiosk, text: string): CodeInspection {
	return answer(device, "inspectCode", { text }) as CodeInspection;
}

test("what a code is for is told without admitting anyone, and nothing is written (C16)", () => {
	const alone = { ...voucher, party: 1 };
	const window = openOfflineKiosk(":memory:", [makeRow(alone, { card: "0417", place: 7 })]);
	const before = window.journal.head();
	const told = expectKind(inspect(window, mintCode(alone)), "voucher");
	assert.deepEqual(
		[told.session?.session, told.party, told.issue, told.state, told.remaining, told.card, told.place, told.refusal],
		[session.session, 1, 1, "live", 1, "0417", 7, null],
	);
	assert.deepEqual([told.admissions, window.journal.head()], [[], before]);
	const { line, atMs } = expectKind(window.checkIn.scan(mintCode(alone), "camera"), "admitted");
	const after = expectKind(inspect(window, mintCode(alone)), "voucher");
	assert.equal(after.refusal?.reason, "alreadyRedeemed");
	assert.deepEqual(after.admissions, [{ persons: 1, atMs, seats: [], label: "1 号窗口", here: true }]);
	assert.deepEqual(
		after.undoable.map((one) => one.line),
		[line],
	);
	assert.equal(window.journal.head().seq, line);
});

test("a code off the list, a forged one and rubbish are told for what they are (C16)", () => {
	const window = openOfflineKiosk(":memory:", []);
	window.acceptAllocation([makeRow({ ...voucher, party: 2 }, { state: "cancelled", issue: 2 })], 1);
	const told = expectKind(inspect(window, mintCode()), "voucher");
	assert.deepEqual([told.state, told.issue, told.refusal?.reason], ["cancelled", 2, "superseded"]);
	assert.equal(expectKind(inspect(window, mintCode({}, "stranger")), "notVoucher").refusal.reason, "forged");
	assert.equal(expectKind(inspect(window, "rubbish"), "notVoucher").refusal.reason, "malformed");
});

test("a self-service kiosk tells nobody what a code is for (C16)", () => {
	const window = openOfflineKiosk(":memory:", [makeRow(voucher)], undefined, { settings: { mode: "selfService" } });
	assert.deepEqual(inspect(window, mintCode()), { kind: "notShown", why: "selfService" });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRow, makeVoucherId, mintCode, session, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { openOfflineKiosk } from "../offlineKiosk.ts";

const card = "0417";

test("a look-up shows as many vouchers as fit the screen, and the number of the others", () => {
	const rows = Array.from({ length: 9 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i) }, { card }));
	const found = expectKind(openOfflineKiosk(":memory:", rows).searchCard(card), "found");
	assert.deepEqual([found.vouchers.length, found.more], [7, 2]);
});

test("a party already inside is not admitted again from a look-up, also when the list has expired", () => {
	const { checkIn, searchCard, clock } = openOfflineKiosk(":memory:", [makeRow(voucher, { card })]);
	checkIn.admit(expectKind(checkIn.scan(mintCode(), "camera"), "offered").offer, voucher.party);
	clock.set(session.startsAt + 24 * 3600 * 1000);
	const [one] = expectKind(searchCard(card), "found").vouchers;
	assert.deepEqual([one?.refusal?.reason, one?.remaining, one?.isOverridable], ["allocationExpired", 0, false]);
});

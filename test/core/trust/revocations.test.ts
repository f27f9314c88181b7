import assert from "node:assert/strict";
import { test } from "node:test";
import { Day, KioskId, RowKey } from "../../../core/identity.ts";
import { isRevoked, revocationOf } from "../../../core/trust/revocations.ts";
import { kiosk, makeRevocations } from "./publishedDocuments.ts";

const day = Day.parse("2026-10-01");
const makeRowKey = (n: number) => RowKey.parse(n.toString(16).padStart(32, "0"));
const other = KioskId.parse("kffffffffffff");
const otherKiosk = { kiosk: other, incarnation: 1 };

const list = makeRevocations(7, {
	vouchers: Array.from({ length: 501 }, (_, i) => ({
		day,
		row: makeRowKey(2 * i),
		leastIssue: i % 2 === 0 ? null : 3,
	})),
	kiosks: [{ kiosk, incarnation: 2, lastSeq: 40 }],
});

test("a revoked row is found among many, and no other row or day", () => {
	for (let n = -1; n <= 1002; n++) {
		const found = n < 0 ? null : revocationOf(list, otherKiosk, { day, row: makeRowKey(n) });
		const expected = n < 0 || n % 2 === 1 || n > 1000 ? null : { of: "voucher", leastIssue: n % 4 === 0 ? null : 3 };
		assert.deepEqual(found, expected, String(n));
	}
	assert.equal(revocationOf(list, otherKiosk, { day: Day.parse("2026-10-02"), row: makeRowKey(0) }), null);
	assert.equal(revocationOf(null, otherKiosk, { day, row: makeRowKey(0) }), null);
	assert.equal(revocationOf(list, otherKiosk, null), null);
});

test("all issues are revoked, or those below the least that is still good", () => {
	const issues = (leastIssue: number | null) =>
		[1, 2, 3, 4].filter((issue) => isRevoked({ of: "voucher", leastIssue }, issue));
	assert.deepEqual(issues(null), [1, 2, 3, 4]);
	assert.deepEqual(issues(3), [1, 2]);
	assert.equal(isRevoked(null, 1), false);
});

test("a revoked kiosk admits nobody, and the last line that counts is named", () => {
	const lost = { kiosk, incarnation: 2 };
	assert.deepEqual(revocationOf(list, lost, { day, row: makeRowKey(1) }), { of: "window", lastSeq: 40 });
	assert.equal(isRevoked({ of: "window", lastSeq: 40 }, 200), true);
	assert.equal(revocationOf(list, { kiosk, incarnation: 3 }, null), null, "enrolled anew");
	assert.equal(revocationOf(null, lost, null), null);
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { verifyAllocation } from "../../../core/allocation/allocation.ts";
import type { Row } from "../../../core/allocation/row.ts";
import {
	formatShortNumber,
	hashShortNumbers,
	makeShortNumber,
	packShortNumbers,
} from "../../../core/allocation/shortNumber.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { shortNumberFailuresToLock, shortNumberLockMs } from "../../../core/journal/shortNumberLock.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { allocationKey, makeRow, makeVenueDay, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { assertKind } from "../../expectKind.ts";
import { createTestClock, openOfflineKiosk, trustStateWith, withTempFolder } from "../offlineKiosk.ts";

const number = makeShortNumber("0123456789");
const other = makeShortNumber("5555555555");
const single = makeShortNumber("7777777777");
const card = "0007";

const rows: readonly Row[] = [
	makeRow(voucher, { card, rotating: true }),
	makeRow({ ...voucher, id: makeVoucherId(1), party: 1 }, { card: "4321", party: 1 }),
];
const [family, alone] = rows;
const numberedRows = [
	{ number, row: family?.key ?? assert.fail() },
	{ number: single, row: alone?.key ?? assert.fail() },
];
const index = packShortNumbers(numberedRows, allocationKey, crypto);

/** A kiosk with a list and its index of short numbers. Opened again on the same path, it reads both from the disk. */
function openKioskWithNumbers(
	path = ":memory:",
	clock = createTestClock(),
	policy = { isOn: true, isIndexHere: true },
) {
	const kiosk = openOfflineKiosk(path, [], clock);
	const { allocations, shortNumbers: numbers, checkIn, journal } = kiosk;
	if (allocations.allocationFor(null) === null) {
		const day = makeVenueDay(rows, { numbers: policy.isOn ? hashShortNumbers(index, crypto) : null });
		const allocation = verifyAllocation(day.header, day.rows, crypto);
		if ("kind" in allocation) assert.fail(allocation.why);
		allocations.save(trustStateWith(allocations.trustState(), day.envelope, clock.nowMs()), {
			allocation,
			key: allocationKey,
		});
		if (policy.isOn && policy.isIndexHere) numbers.put(day.header, index);
	}
	const ask = (typed: string, last: string) => checkIn.enterNumber({ number: typed, card: last });
	const lastLine = () => journal.recentEntries()[0] ?? assert.fail("no line");
	return { ...kiosk, ask, lastLine };
}

const refusalOf = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal : verdict.kind);
const reasonOf = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind);

test("number and card lead to the same offer as the code, and the line's source is the number", () => {
	const { ask, checkIn, lastLine } = openKioskWithNumbers();
	const offer = ask(formatShortNumber(number), card);
	assertKind(offer, "offered");
	assert.deepEqual([offer.party, offer.remaining, offer.card], [3, 3, card]);
	const admitted = checkIn.admit(offer.offer, 2);
	assertKind(admitted, "admitted");
	assert.deepEqual([admitted.persons, admitted.remaining], [2, 1]);
	const line = lastLine();
	assertKind(line, "redeemed");
	assert.deepEqual([line.source, line.row, line.step], ["number", family?.key, null]);
	assert.equal(checkIn.admit(offer.offer, 2), admitted, "twice is once");
});

test("a party of one is admitted at once, and refused the second time with time and place", () => {
	const { ask, clock } = openKioskWithNumbers();
	assert.equal(ask(single, "4321").kind, "admitted");
	clock.move(sameScanMs);
	assert.equal(reasonOf(ask(single, "4321")), "alreadyRedeemed");
});

test("code and short number of a voucher admit its party once", () => {
	const { ask, checkIn, clock } = openKioskWithNumbers();
	assert.equal(checkIn.scan(mintCode({ id: makeVoucherId(1), party: 1 }), "camera").kind, "admitted");
	clock.move(sameScanMs);
	assert.equal(reasonOf(ask(single, "4321")), "alreadyRedeemed");
});

test("a wrong number and a wrong card fail alike, with the tries left, and are journalled without a row", () => {
	const { ask, lastLine } = openKioskWithNumbers();
	assert.deepEqual(refusalOf(ask(other, card)), { reason: "shortNumberUnknown", triesLeft: 4 });
	assert.deepEqual(refusalOf(ask(number, "9999")), { reason: "shortNumberUnknown", triesLeft: 3 });
	const line = lastLine();
	assertKind(line, "refused");
	assert.deepEqual([line.source, line.row], ["number", null]);
});

test("a mistyped number costs no try", () => {
	const { ask } = openKioskWithNumbers();
	const slipped = `${number.slice(0, 10)}${(Number(number[10]) + 1) % 10}`;
	for (let i = 0; i < 10; i++) {
		assert.deepEqual(refusalOf(ask(slipped, card)), { reason: "shortNumberMalformed", why: "checkDigit" });
	}
	assert.deepEqual(refusalOf(ask("123", card)), { reason: "shortNumberMalformed", why: "length" });
	assert.equal(ask(number, card).kind, "offered");
});

test("five failures lock the entry for ten minutes, for the right number too, and codes are honoured meanwhile", () => {
	const { ask, checkIn, clock } = openKioskWithNumbers();
	for (let left = shortNumberFailuresToLock - 1; left >= 0; left--) {
		assert.deepEqual(refusalOf(ask(number, "9999")), { reason: "shortNumberUnknown", triesLeft: left });
	}
	const untilMs = clock.nowMs() + shortNumberLockMs;
	assert.deepEqual(refusalOf(ask(number, card)), { reason: "shortNumbersLocked", untilMs });
	assert.equal(checkIn.scan(mintCode({ id: makeVoucherId(1), party: 1 }), "camera").kind, "admitted");
	clock.set(untilMs - 1);
	assert.equal(reasonOf(ask(number, card)), "shortNumbersLocked", "asking while it is locked makes it no longer");
	clock.set(untilMs);
	assert.equal(ask(number, card).kind, "offered");
});

test("the lock survives a restart and goes on from there, however the clock stands then (C7)", () =>
	withTempFolder((folder) => {
		const path = join(folder, "pailou.sqlite");
		const clock = createTestClock();
		const before = openKioskWithNumbers(path, clock);
		for (let i = 0; i < shortNumberFailuresToLock; i++) before.ask(other, card);
		clock.move(4 * 60_000);
		assert.equal(reasonOf(before.ask(number, card)), "shortNumbersLocked");
		before.database.close();
		const later = createTestClock(clock.nowMs() + 11 * 60_000);
		const after = openKioskWithNumbers(path, later);
		const untilMs = later.nowMs() + shortNumberLockMs - 4 * 60_000;
		assert.deepEqual(refusalOf(after.ask(number, card)), { reason: "shortNumbersLocked", untilMs });
		later.set(untilMs);
		assert.equal(after.ask(number, card).kind, "offered", "and the index was read from the disk");
		after.database.close();
	}));

test("four failures before a restart and one after it lock", () =>
	withTempFolder((folder) => {
		const path = join(folder, "pailou.sqlite");
		const before = openKioskWithNumbers(path);
		for (let i = 1; i < shortNumberFailuresToLock; i++) before.ask(other, card);
		before.database.close();
		const after = openKioskWithNumbers(path);
		assert.deepEqual(refusalOf(after.ask(other, card)), { reason: "shortNumberUnknown", triesLeft: 0 });
		assert.equal(reasonOf(after.ask(number, card)), "shortNumbersLocked");
		after.database.close();
	}));

test("where the policy disables short numbers, or the index is missing, entry is refused with that reason and counts no try", () => {
	const off = openKioskWithNumbers(":memory:", createTestClock(), { isOn: false, isIndexHere: false });
	assert.deepEqual(refusalOf(off.ask(number, card)), { reason: "shortNumbersOff", why: "policy" });
	const early = openKioskWithNumbers(":memory:", createTestClock(), { isOn: true, isIndexHere: false });
	for (let i = 0; i < 10; i++) {
		assert.deepEqual(refusalOf(early.ask(other, card)), { reason: "shortNumbersOff", why: "noIndex" });
	}
	assert.equal(early.checkIn.scan(mintCode({ id: makeVoucherId(1), party: 1 }), "camera").kind, "admitted");
	assert.equal(reasonOf(openOfflineKiosk(":memory:", []).checkIn.enterNumber({ number, card })), "noAllocation");
});

test("an index damaged on the disk is not used, and the list is", () =>
	withTempFolder((folder) => {
		const path = join(folder, "pailou.sqlite");
		const before = openKioskWithNumbers(path);
		before.database.exec("UPDATE numbers SET entries = zeroblob(length(entries))");
		before.database.close();
		const after = openKioskWithNumbers(path);
		assert.deepEqual(refusalOf(after.ask(number, card)), { reason: "shortNumbersOff", why: "noIndex" });
		assert.equal(after.checkIn.scan(mintCode({ id: makeVoucherId(1), party: 1 }), "camera").kind, "admitted");
		after.database.close();
	}));

test("a try that cannot be recorded gets no answer", () => {
	const { ask, database } = openKioskWithNumbers();
	database.pragma(`max_page_count = ${database.pragma("page_count", { simple: true })}`);
	let last: Verdict | null = null;
	for (let i = 0; i < 200 && (last === null || reasonOf(last) === "shortNumberMalformed"); i++) last = ask("1", card);
	assert.deepEqual(last && refusalOf(last), { reason: "notRecorded", why: "diskFull" });
	assert.deepEqual(refusalOf(ask(other, card)), { reason: "notRecorded", why: "diskFull" });
});

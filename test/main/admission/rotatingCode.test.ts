import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeText } from "../../../core/bytes/bytes.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { Day } from "../../../core/identity.ts";
import { deriveVoucherKey, rotationStepAt, writeRotatingCode } from "../../../core/voucher/rotatingCode.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { makeRow, mintCode, session, voucher } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import { createTestClock, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

const dayKey = crypto.hash(encodeText("K_day"));
const day = Day.parse("2026-10-01");
const secondMs = 1000;

const codeAt = (phoneMs: number) =>
	writeRotatingCode(mintCode(), deriveVoucherKey(dayKey, voucher.id, crypto), rotationStepAt(phoneMs), crypto);

/** A kiosk with the day key and a voucher whose row requires a rotating code. */
function openKioskWithRotation(path = ":memory:", clock = createTestClock()) {
	const kiosk = openOfflineKiosk(path, [makeRow(voucher, { rotating: true })], clock);
	kiosk.allocations.setDayKey(day, dayKey);
	const { checkIn, journal } = kiosk;
	const admit = (text: string, persons: number): Verdict => {
		const scanned = checkIn.scan(text, "camera");
		return scanned.kind === "offered" ? checkIn.admit(scanned.offer, persons) : scanned;
	};
	const lastLine = () => journal.recentEntries()[0] ?? assert.fail("no line");
	return { ...kiosk, admit, lastLine };
}

const reasonOf = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind);

test("the line of an admission carries the step it consumed and how far the phone's clock was off", () => {
	const { admit, lastLine, clock } = openKioskWithRotation();
	const phoneMs = clock.nowMs() + 25 * secondMs;
	assert.equal(reasonOf(admit(codeAt(phoneMs), 2)), "admitted");
	const line = lastLine();
	assertKind(line, "redeemed");
	assert.equal(line.step, rotationStepAt(phoneMs));
	assert.equal(line.skew, (rotationStepAt(phoneMs) - rotationStepAt(clock.nowMs())) * 15);
});

test("the line of a code refused for its age contains the skew too", () => {
	const { admit, lastLine, clock } = openKioskWithRotation();
	assert.equal(reasonOf(admit(codeAt(clock.nowMs() - 60 * secondMs), 1)), "codeTooOld");
	const line = lastLine();
	assertKind(line, "refused");
	assert.deepEqual([line.reason, line.skew], ["codeTooOld", -60]);
});

test("the same code is accepted again after a failed try, and refused after an admission", () => {
	const { admit, clock } = openKioskWithRotation();
	const code = codeAt(clock.nowMs());
	assert.equal(reasonOf(admit(code, 4)), "remainderSmaller");
	assert.equal(reasonOf(admit(code, 1)), "admitted");
	clock.move(sameScanMs);
	assert.equal(reasonOf(admit(code, 1)), "codeConsumed");
	clock.set(clock.nowMs() + 15 * secondMs);
	assert.equal(reasonOf(admit(codeAt(clock.nowMs()), 2)), "admitted");
});

test("two offers of one code are one admission", () => {
	const { checkIn, clock } = openKioskWithRotation();
	const code = codeAt(clock.nowMs());
	const first = checkIn.scan(code, "camera");
	clock.move(sameScanMs);
	const offers = [first, checkIn.scan(code, "camera")];
	const verdicts = offers.map((offer) => offer.kind === "offered" && reasonOf(checkIn.admit(offer.offer, 1)));
	assert.deepEqual(verdicts, ["admitted", "codeConsumed"]);
});

test("the age of a code is judged when it is scanned, not when it is admitted", () => {
	const { checkIn, clock } = openKioskWithRotation();
	const scanned = checkIn.scan(codeAt(clock.nowMs()), "camera");
	clock.set(clock.nowMs() + 120 * secondMs);
	assert.equal(reasonOf(checkIn.admit(expectKind(scanned, "offered").offer, 3)), "admitted");
});

test("a consumed step stays consumed after a restart", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openKioskWithRotation(path);
		const code = codeAt(before.clock.nowMs());
		assert.equal(reasonOf(before.admit(code, 1)), "admitted");
		before.database.close();
		const after = openKioskWithRotation(path);
		assert.equal(reasonOf(after.admit(code, 1)), "codeConsumed");
		after.database.close();
	}));

test("a screenshot of the static code, and any code on a kiosk without the day's key, are refused", () => {
	const { admit, clock } = openKioskWithRotation();
	assert.equal(reasonOf(admit(mintCode(), 1)), "rotationRequired");
	const locked = openOfflineKiosk(":memory:", [makeRow(voucher, { rotating: true })]);
	const verdict = locked.checkIn.scan(codeAt(clock.nowMs()), "camera");
	const refusal = verdict.kind === "refused" ? verdict.refusal : null;
	assert.deepEqual(refusal, { reason: "rotationRequired", why: "noDayKey" });
	assert.equal(expectKind(verdict, "refused").session?.session, session.session);
});

test("a newer list keeps the day's key", () => {
	const { admit, acceptAllocation: take, clock } = openKioskWithRotation();
	take([makeRow(voucher, { rotating: true, place: 7 })], 2);
	assert.equal(reasonOf(admit(codeAt(clock.nowMs()), 3)), "admitted");
});

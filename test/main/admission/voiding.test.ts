import assert from "node:assert/strict";
import { test } from "node:test";
import { voidLimitMs } from "../../../core/admission/override.ts";
import { type AllocationHeader, verifyAllocation } from "../../../core/allocation/allocation.ts";
import type { Row } from "../../../core/allocation/row.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { Day } from "../../../core/identity.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { allocationKey, makeRow, makeVenueDay, mintCode, minuteMs, session, voucher } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import {
	createTestClock,
	type OfflineKiosk,
	openOfflineKiosk,
	trustStateWith,
	withTempFolder,
} from "../offlineKiosk.ts";

function admit({ checkIn, clock }: OfflineKiosk, persons: number): Extract<Verdict, { kind: "admitted" }> {
	clock.move(sameScanMs);
	const offered = checkIn.scan(mintCode(), "camera");
	const verdict = offered.kind === "offered" ? checkIn.admit(offered.offer, persons) : offered;
	return verdict.kind === "admitted" ? verdict : assert.fail(JSON.stringify(verdict));
}

test("a voided admission may be made again, and the void's line names the supervisor and the reason", async () => {
	const kiosk = openOfflineKiosk();
	const { line } = admit(kiosk, 2);
	const voided = await kiosk.voidAdmission(line, "wrongNumber");
	assertKind(voided, "voided");
	assert.deepEqual([voided.persons, voided.remaining], [2, 3]);
	const entry = kiosk.journal.recentEntries()[0];
	assertKind(entry, "voided");
	assert.deepEqual([entry.line, entry.by, entry.why], [line, "1001", "wrongNumber"]);
	assert.equal(admit(kiosk, 3).remaining, 0);
});

test("an admission is voided once", async () => {
	const kiosk = openOfflineKiosk();
	const { line } = admit(kiosk, 2);
	await kiosk.voidAdmission(line, "wrongNumber");
	assert.deepEqual(await kiosk.voidAdmission(line, "wrongNumber"), { kind: "notVoided", why: "alreadyVoided" });
});

test("a line that is not an admission, or does not exist, cannot be voided", async () => {
	const kiosk = openOfflineKiosk();
	kiosk.checkIn.scan("rubbish", "camera");
	const refusedLine = kiosk.journal.head().seq;
	assert.deepEqual(await kiosk.voidAdmission(refusedLine, "other"), { kind: "notVoided", why: "noSuchLine" });
	assert.deepEqual(await kiosk.voidAdmission(refusedLine + 9, "other"), { kind: "notVoided", why: "noSuchLine" });
	await kiosk.voidAdmission(admit(kiosk, 1).line, "other");
	const voidLine = kiosk.journal.head().seq;
	assert.deepEqual(await kiosk.voidAdmission(voidLine, "other"), { kind: "notVoided", why: "noSuchLine" });
});

test("an admission cannot be voided once the next day has begun", async () => {
	const dayEndMs = Date.parse("2026-10-02T04:00:00+08:00");
	const late = { admitFrom: dayEndMs - 60 * minuteMs, startsAt: dayEndMs - 30 * minuteMs, admitUntil: dayEndMs };
	const times = { notBefore: late.admitFrom / 1000, notAfter: late.admitUntil / 1000 };
	const kiosk = openOfflineKiosk(":memory:", [], createTestClock(dayEndMs - 10 * minuteMs));
	acceptDay(kiosk, [makeRow({ ...voucher, ...times })], { sessions: [{ ...session, ...late }] });
	const verdict = kiosk.checkIn.scan(mintCode(times), "camera");
	const { line } = expectKind(kiosk.checkIn.admit(expectKind(verdict, "offered").offer, 1), "admitted");
	kiosk.clock.set(dayEndMs + 10 * minuteMs);
	const day = { day: Day.parse("2026-10-02"), opensAt: dayEndMs, closesAt: dayEndMs + 24 * 60 * minuteMs };
	acceptDay(kiosk, [], day);
	assert.deepEqual(await kiosk.voidAdmission(line, "leftAgain"), { kind: "notVoided", why: "tooLate" });
});

function acceptDay(kiosk: OfflineKiosk, rows: readonly Row[], header: Partial<AllocationHeader>): void {
	const day = makeVenueDay(rows, header);
	const allocation = verifyAllocation(day.header, day.rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	const next = trustStateWith(kiosk.allocations.trustState(), day.envelope, kiosk.clock.nowMs());
	kiosk.allocations.save(next, { allocation, key: allocationKey });
}

test("an admission cannot be voided after half an hour", async () => {
	const kiosk = openOfflineKiosk();
	const { line } = admit(kiosk, 1);
	kiosk.clock.set(kiosk.clock.nowMs() + voidLimitMs + 1);
	assert.deepEqual(await kiosk.voidAdmission(line, "leftAgain"), { kind: "notVoided", why: "tooLate" });
});

test("after a void the freed positions are given again, and no position is given twice", async () => {
	const kiosk = openOfflineKiosk();
	const first = admit(kiosk, 1);
	admit(kiosk, 1);
	await kiosk.voidAdmission(first.line, "wrongNumber");
	const again = admit(kiosk, 1);
	const positions = kiosk.journal
		.recentEntries()
		.flatMap((entry) => (entry.kind === "redeemed" ? [[entry.seq, entry.positions]] : []));
	assert.deepEqual(positions, [
		[again.line, [0]],
		[first.line + 1, [1]],
		[first.line, [0]],
	]);
});

test("a void survives a restart", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		const { line } = admit(before, 3);
		await before.voidAdmission(line, "wrongVoucher");
		before.database.close();
		const after = openOfflineKiosk(path);
		const offered = after.checkIn.scan(mintCode(), "camera");
		assert.equal(expectKind(offered, "offered").remaining, 3);
		after.database.close();
	}));

import assert from "node:assert/strict";
import { test } from "node:test";
import { voidLimitMs } from "../../../core/admission/override.ts";
import { type AllocationHeader, verifyAllocation } from "../../../core/allocation/allocation.ts";
import type { Row } from "../../../core/allocation/row.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { Day } from "../../../core/identity.ts";
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

function admit({ checkIn: exchange }: OfflineKiosk, persons: number): Extract<Verdict, { kind: "admitted" }> {
	const offered = exchange.scan(mintCode(), "camera");
	const verdict = offered.kind === "offered" ? exchange.admit(offered.offer, persons) : offered;
	return verdict.kind === "admitted" ? verdict : assert.fail(JSON.stringify(verdict));
}

test("an admission that was undone may be made again, and its line names the supervisor and the reason", async () => {
	const window = openOfflineKiosk();
	const { line } = admit(window, 2);
	const voided = await window.voidAdmission(line, "wrongNumber");
	assertKind(voided, "voided");
	assert.deepEqual([voided.persons, voided.remaining], [2, 3]);
	const entry = window.journal.recentEntries()[0];
	assertKind(entry, "voided");
	assert.deepEqual([entry.line, entry.by, entry.why], [line, "1001", "wrongNumber"]);
	assert.equal(admit(window, 3).remaining, 0);
});

test("an admission is undone once", async () => {
	const window = openOfflineKiosk();
	const { line } = admit(window, 2);
	await window.voidAdmission(line, "wrongNumber");
	assert.deepEqual(await window.voidAdmission(line, "wrongNumber"), { kind: "notVoided", why: "alreadyVoided" });
});

test("a line that is no admission, or none at all, cannot be undone", async () => {
	const window = openOfflineKiosk();
	window.checkIn.scan("rubbish", "camera");
	const refusedLine = window.journal.head().seq;
	assert.deepEqual(await window.voidAdmission(refusedLine, "other"), { kind: "notVoided", why: "noSuchLine" });
	assert.deepEqual(await window.voidAdmission(refusedLine + 9, "other"), { kind: "notVoided", why: "noSuchLine" });
	await window.voidAdmission(admit(window, 1).line, "other");
	const voidLine = window.journal.head().seq;
	assert.deepEqual(await window.voidAdmission(voidLine, "other"), { kind: "notVoided", why: "noSuchLine" });
});

test("an admission before the day's end stands once the next day has begun", async () => {
	const dayEndMs = Date.parse("2026-10-02T04:00:00+08:00");
	const late = { admitFrom: dayEndMs - 60 * minuteMs, startsAt: dayEndMs - 30 * minuteMs, admitUntil: dayEndMs };
	const times = { notBefore: late.admitFrom / 1000, notAfter: late.admitUntil / 1000 };
	const window = openOfflineKiosk(":memory:", [], createTestClock(dayEndMs - 10 * minuteMs));
	acceptDay(window, [makeRow({ ...voucher, ...times })], { sessions: [{ ...session, ...late }] });
	const verdict = window.checkIn.scan(mintCode(times), "camera");
	const { line } = expectKind(window.checkIn.admit(expectKind(verdict, "offered").offer, 1), "admitted");
	window.clock.set(dayEndMs + 10 * minuteMs);
	const day = { day: Day.parse("2026-10-02"), opensAt: dayEndMs, closesAt: dayEndMs + 24 * 60 * minuteMs };
	acceptDay(window, [], day);
	assert.deepEqual(await window.voidAdmission(line, "leftAgain"), { kind: "notVoided", why: "tooLate" });
});

function acceptDay(window: OfflineKiosk, rows: readonly Row[], header: Partial<AllocationHeader>): void {
	const day = makeVenueDay(rows, header);
	const allocation = verifyAllocation(day.header, day.rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	const next = trustStateWith(window.allocations.trustState(), day.envelope, window.clock.nowMs());
	window.allocations.save(next, { allocation, key: allocationKey });
}

test("after half an hour an admission stands", async () => {
	const window = openOfflineKiosk();
	const { line } = admit(window, 1);
	window.clock.set(window.clock.nowMs() + voidLimitMs + 1);
	assert.deepEqual(await window.voidAdmission(line, "leftAgain"), { kind: "notVoided", why: "tooLate" });
});

test("who comes again after an undoing gets the places that were freed, and nobody's place is given twice", async () => {
	const window = openOfflineKiosk();
	const first = admit(window, 1);
	admit(window, 1);
	await window.voidAdmission(first.line, "wrongNumber");
	const again = admit(window, 1);
	const positions = window.journal
		.recentEntries()
		.flatMap((entry) => (entry.kind === "redeemed" ? [[entry.seq, entry.positions]] : []));
	assert.deepEqual(positions, [
		[again.line, [0]],
		[first.line + 1, [1]],
		[first.line, [0]],
	]);
});

test("what was undone is undone after a restart too", () =>
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

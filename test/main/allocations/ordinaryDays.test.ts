import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyAllocation } from "../../../core/allocation/allocation.ts";
import type { CloseShiftOutcome } from "../../../core/contract/contract.ts";
import { Day, StaffId } from "../../../core/identity.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { answer } from "../../answer.ts";
import { allocationKey, makeRow, makeVenueDay, mintCode, minuteMs, session, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { createTestClock, type OfflineKiosk, openOfflineKiosk, trustStateWith } from "../offlineKiosk.ts";

const staff = StaffId.parse("2077");
const at = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);
const [first, second] = ["2026-10-01", "2026-10-02"] as const;
const lastSession = { admitFrom: at(first, "19:30"), startsAt: at(first, "19:45"), admitUntil: at(first, "20:00") };
const times = { notBefore: lastSession.admitFrom / 1000, notAfter: lastSession.admitUntil / 1000 - 1 };

/** Two days from 08:00 to 20:00; one voucher, for the last session of the first. */
function openKioskAt(time: string): OfflineKiosk {
	const kiosk = openOfflineKiosk(":memory:", [], createTestClock(at(first, time)));
	for (const day of [first, second]) {
		const made = makeVenueDay(day === first ? [makeRow({ ...voucher, ...times })] : [], {
			...{ day: Day.parse(day), opensAt: at(day, "08:00"), closesAt: at(day, "20:00") },
			sessions: day === first ? [{ ...session, ...lastSession }] : [],
		});
		const allocation = verifyAllocation(made.header, made.rows, crypto);
		if ("kind" in allocation) assert.fail(allocation.why);
		const next = trustStateWith(kiosk.allocations.trustState(), made.envelope, kiosk.clock.nowMs());
		kiosk.allocations.save(next, { allocation, key: allocationKey });
	}
	return kiosk;
}

function admitOne({ checkIn }: OfflineKiosk): number {
	const { offer } = expectKind(checkIn.scan(mintCode(times), "camera"), "offered");
	return expectKind(checkIn.admit(offer, 1), "admitted").line;
}

test("before the opening the day to come is shown, and not the last one held (C21)", () => {
	const kiosk = openKioskAt("07:00");
	assert.equal(kiosk.state().allocation?.day, first);
	kiosk.clock.set(at(first, "21:00"));
	assert.equal(kiosk.state().allocation?.day, second);
	kiosk.clock.set(at(second, "21:00"));
	assert.deepEqual(kiosk.state().allocation?.freshness, { kind: "expired", closedAtMs: at(second, "20:00") });
});

test("a shift opened before the opening goes on, and is closed after the day has ended (C21)", () => {
	const kiosk = openKioskAt("07:55");
	assert.deepEqual(answer(kiosk.device, "openShift", { staff }), { kind: "opened" });
	kiosk.clock.set(at(first, "08:00"));
	assert.equal(kiosk.state().shift?.staff, staff);
	kiosk.clock.set(at(first, "19:50"));
	admitOne(kiosk);
	kiosk.clock.set(at(first, "20:10"));
	kiosk.checkIn.scan("rubbish", "camera");
	assert.equal(kiosk.journal.recentEntries()[0]?.operator, staff);
	const closed = answer(kiosk.device, "closeShift", { stubs: 1 }) as CloseShiftOutcome;
	assert.equal(expectKind(closed, "closed").slip.admissions, 1);
	assert.equal(kiosk.state().allocation?.day, second);
	assert.equal(kiosk.state().shift, null);
});

test("an admission of the last minutes is found and voided within its half hour after the day has ended (C21)", async () => {
	const kiosk = openKioskAt("19:50");
	const line = admitOne(kiosk);
	kiosk.clock.set(at(first, "20:00") + 10 * minuteMs);
	assert.equal(kiosk.state().allocation?.day, second);
	for (const query of [{ by: "recent" }, { by: "code", text: mintCode(times) }] as const) {
		const found = await answer(kiosk.device, "findAdmissions", query);
		assert.deepEqual(
			expectKind(found, "found").admissions.map((one) => one.line),
			[line],
		);
	}
	expectKind(await kiosk.voidAdmission(line, "leftAgain"), "voided");
	const voided = kiosk.journal.recentEntries()[0];
	assert.deepEqual([voided?.kind, voided?.day], ["voided", first]);
	assert.equal((await answer(kiosk.device, "state", undefined)).kind, "ready");
});

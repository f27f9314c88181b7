import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyAllocation } from "../../../core/allocation/allocation.ts";
import { Day } from "../../../core/identity.ts";
import { standingOf } from "../../../core/journal/dayLedger.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { allocationKey, duringAdmissionMs, makeRow, makeVenueDay, mintCode, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import {
	createTestClock,
	type OfflineKiosk,
	openOfflineKiosk,
	trustStateWith,
	withTempFolder,
} from "../offlineKiosk.ts";

const dayMs = 24 * 3600_000;
const first = Day.parse("2026-10-01");

/** Accepts the list of the day `days` after the first, at that time. */
function acceptDayAfter(kiosk: OfflineKiosk, days: number): Day {
	const nowMs = duringAdmissionMs + days * dayMs;
	kiosk.clock.set(nowMs);
	kiosk.device.kiosk()?.acceptSignedTime(nowMs, 0);
	const day = Day.parse(new Date(nowMs).toISOString().slice(0, 10));
	const made = makeVenueDay([makeRow(voucher)], { day, opensAt: nowMs - dayMs / 3, closesAt: nowMs + dayMs / 3 });
	const allocation = verifyAllocation(made.header, made.rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	kiosk.allocations.save(trustStateWith(kiosk.allocations.trustState(), made.envelope, nowMs), {
		allocation,
		key: allocationKey,
	});
	return day;
}

function readDaysOnDisk(kiosk: OfflineKiosk, table: string): unknown[] {
	return kiosk.database.prepare(`SELECT DISTINCT day FROM ${table} ORDER BY day`).pluck().all();
}

test("a finished day is kept for a week and then deleted with its rows and its key; its journal stays", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const kiosk = openOfflineKiosk(path, [makeRow(voucher)], createTestClock());
		const offered = kiosk.checkIn.scan(mintCode(), "camera");
		assert.equal(kiosk.checkIn.admit(expectKind(offered, "offered").offer, 3).kind, "admitted");
		const week = acceptDayAfter(kiosk, 6);
		assert.deepEqual(readDaysOnDisk(kiosk, "allocation"), [first, week]);
		const later = acceptDayAfter(kiosk, 9);
		for (const table of ["allocation", "bucket"]) assert.deepEqual(readDaysOnDisk(kiosk, table), [week, later], table);
		assert.deepEqual([...kiosk.allocations.trustState().headers.keys()], [week, later]);
		kiosk.database.close();

		const again = openOfflineKiosk(path, [], createTestClock(duringAdmissionMs + 9 * dayMs));
		assert.deepEqual([...again.allocations.trustState().headers.keys()], [week, later]);
		assert.equal(standingOf(again.journal.ledgerOf(first), makeRow(voucher).key).admitted, 3);
		again.database.close();
	}));

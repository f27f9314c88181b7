import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyAllocation } from "../../../core/allocation/allocation.ts";
import { Day } from "../../../core/identity.ts";
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
function acceptDayAfter(window: OfflineKiosk, days: number): Day {
	const nowMs = duringAdmissionMs + days * dayMs;
	window.clock.set(nowMs);
	const day = Day.parse(new Date(nowMs).toISOString().slice(0, 10));
	const made = makeVenueDay([makeRow(voucher)], { day, opensAt: nowMs - dayMs / 3, closesAt: nowMs + dayMs / 3 });
	const allocation = verifyAllocation(made.header, made.rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	window.allocations.save(trustStateWith(window.allocations.trustState(), made.envelope, nowMs), {
		allocation,
		key: allocationKey,
	});
	return day;
}

function readDaysOnDisk(window: OfflineKiosk, table: string): unknown[] {
	return window.database.prepare(`SELECT DISTINCT day FROM ${table} ORDER BY day`).pluck().all();
}

test("a finished day is held for a week and then let go, with its rows and its key; what it admitted stays known", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const window = openOfflineKiosk(path, [makeRow(voucher)], createTestClock());
		const offered = window.checkIn.scan(mintCode(), "camera");
		assert.equal(window.checkIn.admit(expectKind(offered, "offered").offer, 3).kind, "admitted");
		const week = acceptDayAfter(window, 6);
		assert.deepEqual(readDaysOnDisk(window, "allocation"), [first, week]);
		const later = acceptDayAfter(window, 9);
		for (const table of ["allocation", "bucket"]) assert.deepEqual(readDaysOnDisk(window, table), [week, later], table);
		assert.deepEqual([...window.allocations.trustState().headers.keys()], [week, later]);
		window.database.close();

		const again = openOfflineKiosk(path, [], createTestClock(duringAdmissionMs + 9 * dayMs));
		assert.deepEqual([...again.allocations.trustState().headers.keys()], [week, later]);
		assert.equal([...again.journal.ledgerOf(first).standings.values()][0]?.admitted, 3);
		again.database.close();
	}));

import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyAllocation } from "../../../core/allocation/allocation.ts";
import type { Session } from "../../../core/allocation/session.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { allocationKey, makeRow, makeVenueDay, mintCode, session, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { type OfflineKiosk, openOfflineKiosk, trustStateWith } from "../offlineKiosk.ts";

/** Seats 1 to 4 and 5 to 9. */
const hall: Session = { ...session, capacity: 9, entry: { kind: "seated", front: "screen", rows: [4, 5], aisles: [] } };

function openSeatedKiosk(place: number): OfflineKiosk {
	const kiosk = openOfflineKiosk(":memory:", []);
	const { header, rows, envelope } = makeVenueDay([makeRow(voucher, { place })], { sessions: [hall] });
	const allocation = verifyAllocation(header, rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	const next = trustStateWith(kiosk.allocations.trustState(), envelope, kiosk.clock.nowMs());
	kiosk.allocations.save(next, { allocation, key: allocationKey });
	return kiosk;
}

/** Positions and seats of each admission, as the journal has them. */
function toldBy({ journal }: OfflineKiosk): unknown {
	const entries = journal.recentEntries().toReversed();
	return entries.flatMap((entry) => (entry.kind === "redeemed" ? [[entry.positions, entry.seats]] : []));
}

function admit({ checkIn }: OfflineKiosk, code: string, persons: number): readonly number[] {
	const offered = checkIn.scan(code, "camera");
	const verdict = offered.kind === "offered" ? checkIn.admit(offered.offer, persons) : offered;
	return expectKind(verdict, "admitted").seats;
}

test("the line of an admission has the seats that were told (C9)", () => {
	const kiosk = openSeatedKiosk(5);
	assert.deepEqual(admit(kiosk, mintCode(), 2), [5, 6]);
	kiosk.clock.set(kiosk.clock.nowMs() + 60_000);
	assert.deepEqual(admit(kiosk, mintCode(), 1), [7]);
	assert.deepEqual(toldBy(kiosk), [
		[
			[0, 1],
			[5, 6],
		],
		[[2], [7]],
	]);
});

test("a person for whom no seat was told has seat 0, and a session without seats tells none (C9)", () => {
	const grown = openSeatedKiosk(5);
	assert.deepEqual(admit(grown, mintCode({ party: 4, issue: 2 }), 4), [5, 6, 7]);
	assert.deepEqual(toldBy(grown), [
		[
			[0, 1, 2, 3],
			[5, 6, 7, 0],
		],
	]);
	const open = openOfflineKiosk();
	admit(open, mintCode(), 2);
	assert.deepEqual(toldBy(open), [[[0, 1], null]]);
});

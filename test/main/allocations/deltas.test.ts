import assert from "node:assert/strict";
import { test } from "node:test";
import { type Allocation, verifyAllocation } from "../../../core/allocation/allocation.ts";
import { applyDelta, makeDelta, readDelta } from "../../../core/allocation/delta.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { allocationKey, makeRow, makeVenueDay, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { type OfflineKiosk, openOfflineKiosk, trustStateWith, withTempFolder } from "../offlineKiosk.ts";

const rows = Array.from({ length: 400 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i) }));
const shown = mintCode({ id: makeVoucherId(7) });

function listOf(of: readonly Row[], version: number) {
	const day = makeVenueDay(of, { version });
	const allocation = verifyAllocation(day.header, day.rows, crypto);
	return "kind" in allocation ? assert.fail(allocation.why) : { allocation, envelope: day.envelope };
}

/** Accepts the next version by its delta, as a pull does. */
function acceptNext(kiosk: OfflineKiosk, held: Allocation, of: readonly Row[]): Allocation {
	const version = held.header.version + 1;
	const next = listOf(of, version);
	const bytes = makeDelta(
		{ version: version - 1, buckets: held.buckets },
		{ version, buckets: next.allocation.buckets },
	);
	const delta = readDelta(bytes);
	assert.ok(!("kind" in delta));
	const allocation = applyDelta(held, next.allocation.header, delta, crypto);
	assert.ok(!("kind" in allocation));
	const documents = trustStateWith(kiosk.allocations.trustState(), next.envelope, kiosk.clock.nowMs());
	kiosk.allocations.saveDelta(documents, { allocation, key: allocationKey }, delta);
	return allocation;
}

const reasonOf = (kiosk: OfflineKiosk) => {
	const verdict = kiosk.checkIn.scan(shown, "camera");
	return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
};

test("deltas take effect at once, and after a restart", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path, rows);
		const cancelled = rows.with(7, { ...(rows[7] as Row), state: "cancelled" });
		let held = listOf(rows, 1).allocation;
		assert.equal(reasonOf(before), "offered");
		held = acceptNext(before, held, cancelled);
		assert.equal(reasonOf(before), "cancelled");
		held = acceptNext(before, held, [...cancelled, makeRow({ ...voucher, id: makeVoucherId(900) })]);
		before.database.close();

		const after = openOfflineKiosk(path, rows);
		assert.equal(after.allocations.trustState().headers.get(held.header.day)?.document.version, 3);
		assert.equal(reasonOf(after), "cancelled");
		acceptNext(after, held, [...rows, makeRow({ ...voucher, id: makeVoucherId(900) })]);
		assert.equal(reasonOf(after), "offered");
		after.database.close();
	}));

test("a whole list after deltas deletes them", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path, rows);
		acceptNext(before, listOf(rows, 1).allocation, rows.with(7, { ...(rows[7] as Row), state: "blocked" }));
		before.acceptAllocation(rows, 3);
		before.database.close();
		const after = openOfflineKiosk(path, rows);
		assert.equal(reasonOf(after), "offered");
		after.database.close();
	}));

test("a delta damaged on the disk is not used: the list is requested again", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path, rows);
		const held = acceptNext(
			before,
			listOf(rows, 1).allocation,
			rows.with(7, { ...(rows[7] as Row), state: "blocked" }),
		);
		before.database.prepare("UPDATE delta SET bytes = substr(bytes, 1, 20)").run();
		before.database.close();
		const after = openOfflineKiosk(path, []);
		assert.equal(after.allocations.trustState().headers.get(held.header.day)?.document.version, undefined);
		assert.equal(reasonOf(after), "noAllocation");
		after.acceptAllocation(rows.with(7, { ...(rows[7] as Row), state: "blocked" }), 2);
		assert.equal(reasonOf(after), "blocked");
		after.database.close();
	}));

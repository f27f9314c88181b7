import assert from "node:assert/strict";
import { test } from "node:test";
import { type Allocation, verifyAllocation } from "../../../core/allocation/allocation.ts";
import { applyDelta, makeDelta, readDelta } from "../../../core/allocation/delta.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { hash } from "../../../sync/crypto/signature.ts";
import { allocationKey, makeRow, makeVenueDay, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { aWindow, heldWith, inFolder, type Window } from "../aWindow.ts";

const rows = Array.from({ length: 400 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i) }));
const shown = mintCode({ id: makeVoucherId(7) });

function listOf(of: readonly Row[], version: number) {
	const day = makeVenueDay(of, { version });
	const allocation = verifyAllocation(day.header, day.rows, hash);
	return "kind" in allocation ? assert.fail(allocation.why) : { allocation, envelope: day.envelope };
}

/** Takes the next version by its delta, as the window will. */
function takeNext(window: Window, held: Allocation, of: readonly Row[]): Allocation {
	const version = held.header.version + 1;
	const next = listOf(of, version);
	const bytes = makeDelta(
		{ version: version - 1, buckets: held.buckets },
		{ version, buckets: next.allocation.buckets },
	);
	const delta = readDelta(bytes);
	assert.ok(!("kind" in delta));
	const allocation = applyDelta(held, next.allocation.header, delta, hash);
	assert.ok(!("kind" in allocation));
	const documents = heldWith(window.shelf.held(), next.envelope, window.clock.nowMs());
	window.shelf.keepNext(documents, { allocation, key: allocationKey }, delta);
	return allocation;
}

const reason = (window: Window) => {
	const verdict = window.exchange.scan(shown, "camera");
	return verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind;
};

test("what deltas brought is decided by at once, and after a start anew", () =>
	inFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = aWindow(path, rows);
		const cancelled = rows.with(7, { ...(rows[7] as Row), state: "cancelled" });
		let held = listOf(rows, 1).allocation;
		assert.equal(reason(before), "offered");
		held = takeNext(before, held, cancelled);
		assert.equal(reason(before), "cancelled");
		held = takeNext(before, held, [...cancelled, makeRow({ ...voucher, id: makeVoucherId(900) })]);
		before.database.close();

		const after = aWindow(path, rows);
		assert.equal(after.shelf.held().headers.get(held.header.day)?.document.version, 3);
		assert.equal(reason(after), "cancelled");
		takeNext(after, held, [...rows, makeRow({ ...voucher, id: makeVoucherId(900) })]);
		assert.equal(reason(after), "offered");
		after.database.close();
	}));

test("a whole list after deltas leaves none of them behind", () =>
	inFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = aWindow(path, rows);
		takeNext(before, listOf(rows, 1).allocation, rows.with(7, { ...(rows[7] as Row), state: "blocked" }));
		before.take(rows, 3);
		before.database.close();
		const after = aWindow(path, rows);
		assert.equal(reason(after), "offered");
		after.database.close();
	}));

test("a delta damaged on the disk is not decided by: the list is asked for again", () =>
	inFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = aWindow(path, rows);
		const held = takeNext(before, listOf(rows, 1).allocation, rows.with(7, { ...(rows[7] as Row), state: "blocked" }));
		before.database.prepare("UPDATE delta SET bytes = substr(bytes, 1, 20)").run();
		before.database.close();
		const after = aWindow(path, []);
		assert.equal(after.shelf.held().headers.get(held.header.day)?.document.version, undefined);
		assert.equal(reason(after), "noAllocation");
		after.take(rows.with(7, { ...(rows[7] as Row), state: "blocked" }), 2);
		assert.equal(reason(after), "blocked");
		after.database.close();
	}));

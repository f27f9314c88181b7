import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Allocation, allocatedPersonsOf, verifyAllocation } from "../../../core/allocation/allocation.ts";
import { packRows, splitBuckets } from "../../../core/allocation/bucket.ts";
import { applyFetchedBuckets, findDifferingBuckets } from "../../../core/allocation/bucketRepair.ts";
import { applyDelta, type Delta, makeDelta, readDelta } from "../../../core/allocation/delta.ts";
import { type Row, rowLength } from "../../../core/allocation/row.ts";
import { leavesOf } from "../../../core/bytes/merkle.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertProperty } from "../../property.ts";
import { makeHeader, makeRow, makeVoucherId, voucher } from "../venueDay.ts";

const bucketBits = 3;

function makeRows(count: number): Row[] {
	return Array.from({ length: count }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i), party: (i % 6) + 1 }));
}

function makeAllocation(rows: readonly Row[], version: number): Allocation {
	const bytes = packRows(rows);
	const allocation = verifyAllocation(makeHeader(bytes, rows.length, { version }, bucketBits), bytes, crypto);
	return "kind" in allocation ? assert.fail(allocation.why) : allocation;
}

function makeDeltaBetween(from: Allocation, to: Allocation): Uint8Array {
	return makeDelta(
		{ version: from.header.version, buckets: from.buckets },
		{ version: to.header.version, buckets: to.buckets },
	);
}

function readValidDelta(bytes: Uint8Array): Delta {
	const delta = readDelta(bytes);
	return "kind" in delta ? assert.fail(delta.why) : delta;
}

/** The old list, and the new one: every tenth cancelled, some moved to another session, ten more. */
function makeTwoVersions(): { before: Allocation; after: Allocation } {
	const rows = makeRows(610);
	const changed = rows.map((row, i): Row => {
		if (i % 10 === 0) return { ...row, state: "cancelled" };
		return i % 25 === 1 ? { ...row, session: 12 } : row;
	});
	return { before: makeAllocation(rows.slice(0, 600), 1), after: makeAllocation(changed, 2) };
}

test("a delta leads from one version to the next, row by row, and counts persons anew", () => {
	const { before, after } = makeTwoVersions();
	const applied = applyDelta(before, after.header, readValidDelta(makeDeltaBetween(before, after)), crypto);
	assert.ok("header" in applied);
	assert.deepEqual(applied, after);
	assert.deepEqual(allocatedPersonsOf(applied), allocatedPersonsOf(after));
});

test("a change takes 41 bytes, and a new header without changes none", () => {
	const rows = makeRows(300);
	const before = makeAllocation(rows, 1);
	const one = makeAllocation([...rows.slice(1), { ...(rows[0] as Row), place: 9 }], 2);
	assert.equal(makeDeltaBetween(before, one).length, 13 + 41);
	const none = makeAllocation(rows, 2);
	const applied = applyDelta(before, none.header, readValidDelta(makeDeltaBetween(before, none)), crypto);
	assert.equal("header" in applied && applied.header.version, 2);
});

test("only the touched buckets are new; the others are the very bytes that were held", () => {
	const rows = makeRows(600);
	const before = makeAllocation(rows, 1);
	const after = makeAllocation([...rows.slice(1), { ...(rows[0] as Row), state: "blocked" }], 2);
	const applied = applyDelta(before, after.header, readValidDelta(makeDeltaBetween(before, after)), crypto);
	assert.ok("header" in applied);
	assert.equal(applied.buckets.filter((bucket, i) => bucket !== before.buckets[i]).length, 1);
});

test("any versions, any changes: the delta of two lists applied to the first gives the second", () => {
	const edits = fc.array(fc.tuple(fc.nat(99), fc.constantFrom("cancelled", "blocked", "moved", "new")), {
		maxLength: 40,
	});
	assertProperty(
		fc.property(edits, (list) => {
			const rows = new Map(makeRows(100).map((row) => [row.key, row]));
			const before = makeAllocation([...rows.values()], 4);
			for (const [i, edit] of list) {
				const row = makeRow({ ...voucher, id: makeVoucherId(edit === "new" ? 1000 + i : i) });
				if (edit === "cancelled" || edit === "blocked") rows.set(row.key, { ...row, state: edit });
				else rows.set(row.key, { ...row, session: edit === "moved" ? 900 + i : 11 });
			}
			const after = makeAllocation([...rows.values()], 9);
			assert.deepEqual(
				applyDelta(before, after.header, readValidDelta(makeDeltaBetween(before, after)), crypto),
				after,
			);
		}),
		{ numRuns: 50 },
	);
});

test("a delta that is not the header's leaves the old list in force, byte for byte", () => {
	const { before, after } = makeTwoVersions();
	const copy = structuredClone(before);
	const good = makeDeltaBetween(before, after);
	assertProperty(
		fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
			const bytes = Uint8Array.from(good);
			bytes[at] = (bytes[at] as number) ^ flip;
			const delta = readDelta(bytes);
			if (!("kind" in delta)) assert.ok("kind" in applyDelta(before, after.header, delta, crypto));
		}),
		{ numRuns: 300 },
	);
	assert.deepEqual(before, copy);
});

test("a delta that cannot be applied is refused with a reason", () => {
	const { before, after } = makeTwoVersions();
	const why = (held: Allocation, header: Allocation["header"], delta: Delta) => {
		const applied = applyDelta(held, header, delta, crypto);
		return "kind" in applied ? applied.why : "applied";
	};
	const good = readValidDelta(makeDeltaBetween(before, after));
	assert.equal(why(before, after.header, good), "applied");
	assert.equal(why(after, after.header, good), "foreign");
	assert.equal(why(before, after.header, { ...good, to: 3 }), "foreign");
	assert.equal(why(before, { ...after.header, venue: 9 }, good), "foreign");
	assert.equal(why(before, { ...after.header, bucketBits: 4 }, good), "foreign");
	const flipped = (operation: number) => {
		const changes = Uint8Array.from(good.changes);
		for (let at = 0; at < changes.length; at += 1 + rowLength) changes[at] = operation;
		return { ...good, changes };
	};
	assert.equal(why(before, after.header, flipped(0)), "rowThere");
	assert.equal(why(before, after.header, flipped(1)), "rowMissing");
	assert.equal(why(before, after.header, { ...good, count: 0, changes: new Uint8Array(0) }), "rowCount");
	const root = before.header.root;
	assert.equal(why(before, { ...after.header, root }, good), "root");
});

test("each malformed delta is refused with its own reason, and so is one cut at any byte", () => {
	const { before, after } = makeTwoVersions();
	const good = makeDeltaBetween(before, after);
	const why = (change: (bytes: Uint8Array) => void) => {
		const bytes = Uint8Array.from(good);
		change(bytes);
		const delta = readDelta(bytes);
		return "kind" in delta ? delta.why : "read";
	};
	assert.equal(
		why(() => undefined),
		"read",
	);
	assert.equal(
		why((bytes) => bytes.set([2])),
		"unknownVersion",
	);
	assert.equal(
		why((bytes) => bytes.set([0, 0, 0, 2], 1)),
		"versions",
	);
	assert.equal(
		why((bytes) => bytes.set([0, 0, 0, 1], 9)),
		"length",
	);
	assert.equal(
		why((bytes) => bytes.set([2], 13)),
		"operation",
	);
	assert.equal(
		why((bytes) => bytes.fill(0xff, 14, 30)),
		"order",
	);
	for (let length = 0; length < good.length; length++) {
		const delta = readDelta(good.subarray(0, length));
		assert.ok("kind" in delta && delta.why === "length", `cut at ${length}`);
	}
});

test("no delta is made when a row is gone from a published day", () => {
	const rows = makeRows(50);
	assert.throws(() => makeDeltaBetween(makeAllocation(rows, 1), makeAllocation(rows.slice(1), 2)), /removed/);
});

test("after a mismatch the leaf hashes name the buckets that differ, and those alone repair the list", () => {
	const { before, after } = makeTwoVersions();
	const differing = findDifferingBuckets(before, after.header, leavesOf(after.tree), crypto);
	assert.ok(!("kind" in differing));
	assert.ok(differing.length > 0);
	const fetched = new Map(differing.map((bucket) => [bucket, after.buckets[bucket] as Uint8Array]));
	assert.deepEqual(applyFetchedBuckets(before, after.header, fetched, crypto), after);
});

test("leaf hashes and buckets that are not the header's are refused by name", () => {
	const { before, after } = makeTwoVersions();
	const leaves = leavesOf(after.tree);
	const why = (result: object) => ("why" in result ? result.why : "fit");
	assert.equal(why(findDifferingBuckets(before, after.header, leaves.subarray(32), crypto)), "bucket");
	assert.equal(why(findDifferingBuckets(before, after.header, leavesOf(before.tree), crypto)), "root");
	assert.equal(why(findDifferingBuckets(after, after.header, leaves, crypto)), "foreign");
	const some = after.buckets[2] as Uint8Array;
	const one = (bucket: number, rows: Uint8Array) =>
		why(applyFetchedBuckets(before, after.header, new Map([[bucket, rows]]), crypto));
	assert.equal(one(3, some), "bucket");
	assert.equal(one(99, some), "bucket");
	assert.equal(one(2, some.subarray(1)), "bucket");
	assert.equal(one(2, some.subarray(rowLength)), "rowRemoved");
	assert.equal(one(2, before.buckets[2] as Uint8Array), "rowCount");
});

test("the buckets of a list contain its rows, and an empty list has empty buckets", () => {
	const bytes = packRows(makeRows(77));
	const buckets = splitBuckets(bytes, 5);
	assert.ok(!("kind" in buckets));
	assert.equal(buckets.length, 32);
	assert.deepEqual(Buffer.concat(buckets), Buffer.from(bytes));
	assert.deepEqual(
		splitBuckets(new Uint8Array(0), 2),
		Array.from({ length: 4 }, () => new Uint8Array(0)),
	);
});

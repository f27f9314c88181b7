import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	allocatedPersonsOf,
	computeAllocationRoot,
	findRow,
	verifyAllocation,
} from "../../../core/allocation/allocation.ts";
import { chooseBucketBits, packRows, splitBuckets } from "../../../core/allocation/bucket.ts";
import { type Row, readRow, rowLength } from "../../../core/allocation/row.ts";
import { concat, toHex } from "../../../core/bytes/bytes.ts";
import { buildTree, replaceLeaves, rootOf } from "../../../core/bytes/merkle.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertProperty } from "../../property.ts";
import { computeMerkleRoot } from "../merkleRoot.ts";
import { makeHeader, makeRow, makeVoucherId, session, voucher } from "../venueDay.ts";

function makeRows(count: number): Row[] {
	return Array.from({ length: count }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i), party: (i % 6) + 1 }));
}

function makeAllocation(rows: readonly Row[]) {
	const bytes = packRows(rows);
	const allocation = verifyAllocation(makeHeader(bytes, rows.length), bytes, crypto);
	assert.ok("header" in allocation);
	return allocation;
}

test("the Merkle root has the shape of RFC 9162: split at the largest power of two below n", () => {
	const leaves = Array.from({ length: 13 }, (_, i) => crypto.hash(Uint8Array.of(i)));
	const recursive = (part: readonly Uint8Array[]): Uint8Array => {
		if (part.length === 1) return part[0] as Uint8Array;
		let split = 1;
		while (split * 2 < part.length) split *= 2;
		return crypto.hash(concat(Uint8Array.of(1), recursive(part.slice(0, split)), recursive(part.slice(split))));
	};
	for (let n = 1; n <= leaves.length; n++) {
		assert.equal(
			toHex(computeMerkleRoot(leaves.slice(0, n), crypto)),
			toHex(recursive(leaves.slice(0, n))),
			`${n} leaves`,
		);
	}
	const packed = (count: number) => concat(...leaves.slice(0, count));
	for (const n of [1, 2, 4, 8]) {
		const tree = buildTree(packed(n), crypto);
		assert.equal(toHex(rootOf(tree)), toHex(recursive(leaves.slice(0, n))), `a kept tree of ${n} leaves`);
		const replaced = leaves.slice(0, n).with(n - 1, leaves[12] as Uint8Array);
		const changed = replaceLeaves(tree, new Map([[n - 1, leaves[12] as Uint8Array]]), crypto);
		assert.equal(toHex(rootOf(changed)), toHex(recursive(replaced)), "with a leaf replaced");
		assert.equal(toHex(rootOf(tree)), toHex(recursive(leaves.slice(0, n))), "and the old one as it was");
	}
	assert.equal(
		toHex(computeMerkleRoot([], crypto)),
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	);
});

test("a row is read back as it was written", () => {
	const row = makeRow(voucher, { state: "blocked", rotating: true, place: 513, card: "0000" });
	assert.deepEqual(readRow(packRows([row]), 0), row);
});

test("every row of a list is found, and no other", () => {
	for (const count of [0, 1, 255, 256, 257, 3000]) {
		const rows = makeRows(count);
		const allocation = makeAllocation(rows);
		for (const row of rows) assert.deepEqual(findRow(allocation, row.key), row);
		assert.equal(findRow(allocation, makeRow({ ...voucher, id: makeVoucherId(-1) }).key), null);
	}
});

test("buckets hold about 256 rows", () => {
	assert.deepEqual([0, 1, 256, 257, 100_000, 1_000_000].map(chooseBucketBits), [0, 0, 0, 1, 9, 12]);
});

test("rows in another order, a row twice, a row too few or one changed byte are unfit", () => {
	const rows = makeRows(600);
	const bytes = packRows(rows);
	const header = makeHeader(bytes, rows.length);
	const why = (changed: Uint8Array) => {
		const result = verifyAllocation(header, changed, crypto);
		return "kind" in result ? result.why : "fit";
	};
	assert.equal(why(bytes), "fit");
	assert.equal(why(bytes.slice(rowLength)), "rowCount");
	const swapped = Uint8Array.from(bytes);
	swapped.set(bytes.subarray(0, rowLength), rowLength);
	swapped.set(bytes.subarray(rowLength, 2 * rowLength), 0);
	assert.equal(why(swapped), "order");
	const twice = Uint8Array.from(bytes);
	twice.set(bytes.subarray(0, rowLength), rowLength);
	assert.equal(why(twice), "order");
	assertProperty(
		fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
			const changed = Uint8Array.from(bytes);
			changed[at] = (changed[at] as number) ^ flip;
			assert.notEqual(why(changed), "fit");
		}),
	);
});

test("a bucket moved under another number changes the root", () => {
	const bytes = packRows(makeRows(600));
	const buckets = splitBuckets(bytes, 2);
	assert.ok(!("kind" in buckets));
	assert.notEqual(computeAllocationRoot(buckets, crypto), computeAllocationRoot(buckets.toReversed(), crypto));
});

test("persons allocated leave out cancelled and blocked vouchers", () => {
	const [a, b, c] = makeRows(3) as [Row, Row, Row];
	const allocation = makeAllocation([a, { ...b, state: "cancelled" }, { ...c, state: "blocked" }]);
	assert.deepEqual([...allocatedPersonsOf(allocation)], [[session.session, a.party]]);
});

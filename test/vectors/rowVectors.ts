import { computeAllocationRoot } from "../../core/allocation/allocation.ts";
import { hashLeaves, packRows, splitBuckets } from "../../core/allocation/bucket.ts";
import { makeDelta } from "../../core/allocation/delta.ts";
import { deriveRowKey, type Row } from "../../core/allocation/row.ts";
import {
	formatShortNumber,
	hashShortNumbers,
	makeShortNumber,
	packShortNumbers,
} from "../../core/allocation/shortNumber.ts";
import { toHex } from "../../core/bytes/bytes.ts";
import type { VoucherId } from "../../core/identity.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { allocationKey, voucher, voucherIds } from "./seeds.ts";

export function makeRow(index: number, overrides: Partial<Row> = {}): Row {
	const { activity, session, party, issue, notBefore, notAfter, rotating } = voucher;
	const key = deriveRowKey(allocationKey, voucherIds[index] as VoucherId, crypto);
	return {
		...{ key, activity, session, party, issue, notBefore, notAfter, rotating },
		...{ state: "live", place: 0, card: null },
		...overrides,
	};
}

export const bucketBits = 1;
export const firstRows = [
	makeRow(0),
	makeRow(1, { party: 2, card: "0000", place: 17 }),
	makeRow(2, { rotating: true, card: "4821" }),
	makeRow(3, { state: "blocked" }),
];
const nextRows = [
	makeRow(0),
	makeRow(1, { party: 2, card: "0000", place: 17, state: "cancelled" }),
	makeRow(2, { rotating: true, card: "4821" }),
	makeRow(3, { state: "blocked" }),
	makeRow(4, { party: 9, issue: 2 }),
];

export function makeVersion(version: number, rows: readonly Row[]) {
	const bytes = packRows(rows);
	const buckets = splitBuckets(bytes, bucketBits);
	if ("kind" in buckets) throw new Error(`the rows cannot be split: ${buckets.why}`);
	const leaves = toHex(hashLeaves(buckets, crypto));
	const root = computeAllocationRoot(buckets, crypto);
	return { buckets, described: { version, rowCount: rows.length, rows: toHex(bytes), leaves, root } };
}

export function makeAllocation() {
	const [first, next] = [makeVersion(1, firstRows), makeVersion(2, nextRows)];
	const [row] = firstRows;
	return {
		allocationKey: toHex(allocationKey),
		vouchers: voucherIds,
		row: { voucher: voucher.id, fields: row, bytes: toHex(packRows(row === undefined ? [] : [row])) },
		bucketBits,
		first: first.described,
		next: next.described,
		delta: toHex(makeDelta({ version: 1, buckets: first.buckets }, { version: 2, buckets: next.buckets })),
	};
}

export function makeShortNumbers() {
	const numbered = ["0123456789", "5550001234"].map((digits, i) => ({
		number: makeShortNumber(digits),
		row: makeRow(i + 1).key,
	}));
	const index = packShortNumbers(numbered, allocationKey, crypto);
	return {
		allocationKey: toHex(allocationKey),
		numbers: numbered.map(({ number, row }) => ({
			number,
			checkDigit: number.slice(-1),
			printed: formatShortNumber(number),
			row,
		})),
		index: toHex(index),
		hash: hashShortNumbers(index, crypto),
	};
}

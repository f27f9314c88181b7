import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { claimOf, decide } from "../../../core/admission/decide.ts";
import { type Allocation, verifyAllocation } from "../../../core/allocation/allocation.ts";
import { packRows } from "../../../core/allocation/bucket.ts";
import { computeCheckDigit } from "../../../core/allocation/checkDigit.ts";
import {
	findRowByShortNumber,
	findShortNumber,
	formatShortNumber,
	hashShortNumbers,
	makeShortNumber,
	packShortNumbers,
	readShortNumber,
	verifyShortNumbers,
} from "../../../core/allocation/shortNumber.ts";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import {
	allocationKey,
	duringAdmissionMs,
	makeHeader,
	makeRow,
	makeVoucherId,
	session,
	venue,
	voucher,
} from "../venueDay.ts";

const tenDigits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 10, maxLength: 10 });
const numbers = Array.from({ length: 200 }, (_, i) => makeShortNumber(String(i * 7_654_321).padStart(10, "0")));
const rows = numbers.map((_, i) => makeRow({ ...voucher, id: makeVoucherId(i) }, { card: String(i).padStart(4, "0") }));
const numbered = numbers.map((number, i) => ({ number, row: rows[i]?.key ?? assert.fail() }));
const index = packShortNumbers(numbered, allocationKey, crypto);

function makeAllocation(): Allocation {
	const bytes = packRows(rows);
	const verified = verifyAllocation(makeHeader(bytes, rows.length), bytes, crypto);
	return "kind" in verified ? assert.fail(verified.why) : verified;
}

test("the check digit is Damm's: that of 572 is 4", () => {
	assert.equal(computeCheckDigit("572"), "4");
	assert.equal(computeCheckDigit("5724"), "0");
});

test("every single wrong digit and every swap of neighbours is found", () => {
	assertProperty(
		fc.property(tenDigits, (digits) => {
			const number = makeShortNumber(digits);
			assert.equal(readShortNumber(number).kind, "shortNumber");
			for (let at = 0; at < number.length; at++) {
				for (const digit of "0123456789") {
					if (digit === number[at]) continue;
					const wrong = number.slice(0, at) + digit + number.slice(at + 1);
					assert.equal(readShortNumber(wrong).kind, "malformed", `${number} as ${wrong}`);
				}
				const [a, b] = [number[at], number[at + 1]];
				if (b === undefined || a === b) continue;
				const swapped = number.slice(0, at) + b + a + number.slice(at + 2);
				assert.equal(readShortNumber(swapped).kind, "malformed", `${number} as ${swapped}`);
			}
		}),
		{ numRuns: 200 },
	);
});

test("a number is read as it is printed, and each malformed code is refused with its own reason", () => {
	const number = makeShortNumber("0123456789");
	assert.match(formatShortNumber(number), /^0123 4567 89\d$/);
	assert.deepEqual(readShortNumber(formatShortNumber(number)), { kind: "shortNumber", number });
	assert.deepEqual(readShortNumber(number.replace("0123", "0123-")), { kind: "shortNumber", number });
	const why = (typed: string) => {
		const reading = readShortNumber(typed);
		return reading.kind === "malformed" ? reading.why : "read";
	};
	assert.equal(why(""), "length");
	assert.equal(why(number.slice(1)), "length");
	assert.equal(why(`${number}0`), "length");
	assert.equal(why("0123456789x"), "characters");
	assert.equal(why("０１２３４５６７８９０"), "characters");
	assert.equal(why(" ".repeat(33)), "characters");
	assert.equal(why("01234567890"), number.endsWith("0") ? "read" : "checkDigit");
	assertProperty(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => void readShortNumber(text)));
});

test("each number leads to its own row, any other to none", () => {
	assert.equal(index.length, numbers.length * 24);
	for (const { number, row } of numbered) assert.equal(findShortNumber(index, number, allocationKey, crypto), row);
	const other = makeShortNumber("9999999999");
	assert.equal(findShortNumber(index, other, allocationKey, crypto), null);
	assert.equal(findShortNumber(index, numbers[0] ?? other, crypto.hash(encodeText("another key")), crypto), null);
	assert.equal(findShortNumber(new Uint8Array(0), other, allocationKey, crypto), null);
});

test("an index is used only if the signed header names its hash", () => {
	const digest = hashShortNumbers(index, crypto);
	assert.equal(verifyShortNumbers(digest, index, crypto), index);
	const why = (bytes: Uint8Array, of = digest) => {
		const verified = verifyShortNumbers(of, bytes, crypto);
		return "kind" in verified ? verified.why : "fit";
	};
	assert.equal(why(index.subarray(1)), "rowLength");
	assert.equal(why(index.subarray(24)), "root");
	assert.equal(why(index.with(5, (index[5] ?? 0) ^ 1)), "root");
	const swapped = Uint8Array.from([...index.subarray(24, 48), ...index.subarray(0, 24), ...index.subarray(48)]);
	assert.equal(why(swapped, hashShortNumbers(swapped, crypto)), "order");
});

test("number and last four together lead to the row; the wrong card and the wrong number fail alike", () => {
	const list = makeAllocation();
	const [number] = numbers;
	assert.ok(number !== undefined);
	const find = (of: typeof number, card: string) =>
		findRowByShortNumber(list, index, { number: of, card }, allocationKey, crypto);
	assert.deepEqual(find(number, "0000"), rows[0]);
	assert.equal(find(number, "0001"), null);
	assert.equal(find(makeShortNumber("9999999999"), "0000"), null);
});

test("a member without a card on the list is not admitted by number", () => {
	const [row] = rows;
	const bytes = packRows([{ ...(row ?? assert.fail()), card: null }]);
	const list = verifyAllocation(makeHeader(bytes, 1), bytes, crypto);
	assert.ok("header" in list);
	const typed = { number: numbers[0] ?? assert.fail(), card: "" };
	assert.equal(findRowByShortNumber(list, index, typed, allocationKey, crypto), null);
});

test("a row found by number is decided like any other, and needs no rotating code", () => {
	const row = makeRow(voucher, { rotating: true });
	const decision = decide({
		venue,
		voucher: claimOf(row, venue),
		shown: { kind: "shortNumber" },
		header: makeHeader(new Uint8Array(0), 0),
		row,
		revocation: null,
		session,
		standing: { admitted: 0, admissions: [], lastStep: null, newestIssue: null, isUncertain: false },
		sessionAdmitted: 0,
		nowMs: duringAdmissionMs,
		persons: 3,
		waived: [],
	});
	assertKind(decision, "admissible");
	assert.deepEqual([decision.remaining, decision.step], [3, null]);
});

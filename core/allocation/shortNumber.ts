import { type Crypto, compareBytes, concat, encodeText, fromHex, toHex } from "../bytes/bytes.ts";
import type { Digest, RowKey } from "../identity.ts";
import { type Allocation, findRow } from "./allocation.ts";
import { type InvalidAllocation, invalidAllocation } from "./bucket.ts";
import { computeCheckDigit } from "./checkDigit.ts";
import { type Row, rowKeyLength } from "./row.ts";

/**
 * Short number: ten random digits and a check digit, sent with the booking, for members whose phone is dead. It is
 * typed at the counter only, with the last four digits of the member's card. It is weaker than a code and is journalled
 * as such.
 */
export type ShortNumber = string & { readonly short: unique symbol };

export type ShortNumberReading =
	| { readonly kind: "shortNumber"; readonly number: ShortNumber }
	| { readonly kind: "malformed"; readonly why: "characters" | "length" | "checkDigit" };

const freeDigits = 10;
const tagLength = 8;
/** An entry of the index: its tag and the row it leads to. */
export const shortNumberEntryLength = tagLength + rowKeyLength;

/** From ten uniformly random digits. */
export function makeShortNumber(tenDigits: string): ShortNumber {
	if (!/^[0-9]{10}$/.test(tenDigits)) throw new Error("a short number has ten free digits");
	return (tenDigits + computeCheckDigit(tenDigits)) as ShortNumber;
}

/** Groups of 4, 4 and 3 digits, as printed and read out. */
export function formatShortNumber(number: string): string {
	return `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`;
}

/**
 * Reads what a clerk typed; spaces and hyphens are ignored. A mistyped digit is found here and does not count as a
 * failed attempt.
 */
export function readShortNumber(typed: string): ShortNumberReading {
	const digits = typed.replaceAll(/[ -]/g, "");
	if (typed.length > 32 || !/^[0-9]*$/.test(digits)) return { kind: "malformed", why: "characters" };
	if (digits.length !== freeDigits + 1) return { kind: "malformed", why: "length" };
	if (computeCheckDigit(digits) !== "0") return { kind: "malformed", why: "checkDigit" };
	return { kind: "shortNumber", number: digits as ShortNumber };
}

/** HMAC-SHA256(K_alloc, "sn" ‖ short number)[0:8]: so that the index does not reveal the numbers. */
function tagOf(number: ShortNumber, allocationKey: Uint8Array, crypto: Crypto): Uint8Array {
	return crypto.mac(allocationKey, encodeText(`sn${number}`)).subarray(0, tagLength);
}

export type NumberedRow = { readonly number: ShortNumber; readonly row: RowKey };

/** Encodes entries of tag ‖ row key, sorted, ready to be hashed and sent. Throws when two numbers have the same tag. */
export function packShortNumbers(
	numbered: readonly NumberedRow[],
	allocationKey: Uint8Array,
	crypto: Crypto,
): Uint8Array {
	const entries = numbered
		.map(({ number, row }) => concat(tagOf(number, allocationKey, crypto), fromHex(row) as Uint8Array))
		.toSorted(compareBytes);
	const index = concat(...entries);
	if (!isAscending(index)) throw new Error("two short numbers have one tag: draw one of them again");
	return index;
}

/** The header's `numbers`: the hash of the index. Null in a header switches short numbers off. */
export function hashShortNumbers(index: Uint8Array, crypto: Crypto): Digest {
	return toHex(crypto.hash(index)) as Digest;
}

/** The index, if it hashes to what the header names. */
export function verifyShortNumbers(numbers: Digest, index: Uint8Array, crypto: Crypto): Uint8Array | InvalidAllocation {
	if (index.length % shortNumberEntryLength !== 0) return invalidAllocation("rowLength");
	if (hashShortNumbers(index, crypto) !== numbers) return invalidAllocation("root");
	return isAscending(index) ? index : invalidAllocation("order");
}

export function findShortNumber(
	index: Uint8Array,
	number: ShortNumber,
	allocationKey: Uint8Array,
	crypto: Crypto,
): RowKey | null {
	const wanted = tagOf(number, allocationKey, crypto);
	let low = 0;
	let high = index.length / shortNumberEntryLength;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const at = middle * shortNumberEntryLength;
		const order = compareBytes(index.subarray(at, at + tagLength), wanted);
		if (order === 0) return toHex(index.subarray(at + tagLength, at + shortNumberEntryLength)) as RowKey;
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return null;
}

/**
 * The row of a number and the last four digits of a card. Null alike for an unknown number, a wrong card and a member
 * whose card is not known: the answer must not reveal which half was right.
 */
export function findRowByShortNumber(
	allocation: Allocation,
	index: Uint8Array,
	typed: { readonly number: ShortNumber; readonly card: string },
	allocationKey: Uint8Array,
	crypto: Crypto,
): Row | null {
	const key = findShortNumber(index, typed.number, allocationKey, crypto);
	const row = key === null ? null : findRow(allocation, key);
	return row !== null && row.card !== null && row.card === typed.card ? row : null;
}

function isAscending(index: Uint8Array): boolean {
	for (let at = shortNumberEntryLength; at < index.length; at += shortNumberEntryLength) {
		const before = index.subarray(at - shortNumberEntryLength, at - shortNumberEntryLength + tagLength);
		if (compareBytes(before, index.subarray(at, at + tagLength)) >= 0) return false;
	}
	return true;
}

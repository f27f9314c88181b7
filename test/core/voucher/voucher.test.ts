import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeBase45, encodeBase45 } from "../../../core/bytes/base45.ts";
import { concat, withDomainPrefix } from "../../../core/bytes/bytes.ts";
import { readVoucher, voucherBodyLength } from "../../../core/voucher/voucher.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertProperty } from "../../property.ts";
import { issuer, keyPair, mintCode, voucher } from "../venueDay.ts";

const read = (text: string) => readVoucher(text, [issuer], crypto);

const base45Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

test("a minted voucher is read back field by field, from 153 characters", () => {
	const text = mintCode();
	assert.equal(text.length, 153);
	assert.match(text, /^V1:[0-9A-Z $%*+\-./:]{150}$/);
	assert.deepEqual(read(text), { kind: "voucher", voucher, rotation: null });
});

test("every field survives, at its smallest and its largest", () => {
	const parties = fc.integer({ min: 1, max: 9 });
	const times = fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)).map((pair) => pair.toSorted((a, b) => a - b));
	assertProperty(
		fc.property(
			parties,
			fc.nat(0xffffffff),
			fc.nat(0xffff),
			fc.nat(255),
			times,
			fc.boolean(),
			(party, v, u16, issue, validity, rotating) => {
				const [notBefore = 0, notAfter = 0] = validity;
				const made = {
					...voucher,
					party,
					venue: v,
					activity: u16,
					session: 0xffff - u16,
					issue,
					notBefore,
					notAfter,
					rotating,
				};
				assert.deepEqual(read(mintCode(made)), { kind: "voucher", voucher: made, rotation: null });
			},
		),
	);
});

test("a voucher signed by a stranger, or changed by one bit, is forged", () => {
	assert.deepEqual(read(mintCode({}, "stranger")), { kind: "unreadable", reason: "forged" });
	const good = mintCode();
	for (let at = 3; at < good.length; at++) {
		const other = good[at] === "0" ? "1" : "0";
		const reading = read(good.slice(0, at) + other + good.slice(at + 1));
		assert.equal(reading.kind, "unreadable", `character ${at}`);
	}
});

test("a voucher of another version is refused by that version", () => {
	assert.deepEqual(read(mintCode().replace("V1:", "V7:")), {
		kind: "unreadable",
		reason: "unknownVersion",
		version: 7,
	});
	const body = new Uint8Array(100).fill(9);
	assert.deepEqual(read(`V1:${encodeBase45(body)}`), { kind: "unreadable", reason: "unknownVersion", version: 9 });
});

test("a signed voucher with a party of none or of ten, or an end before its beginning, is malformed", () => {
	for (const wrong of [{ party: 0 }, { party: 10 }, { notBefore: 10, notAfter: 9 }]) {
		assert.deepEqual(read(mintCode(wrong)), { kind: "unreadable", reason: "malformed", why: "fields" });
	}
});

test("a signed voucher with a flag of a later version is malformed: what it demands is not known", () => {
	const body = (decodeBase45(mintCode().slice(3)) ?? assert.fail()).slice(0, voucherBodyLength);
	body[1] = 2;
	const text = `V1:${encodeBase45(concat(body, keyPair("issuer").sign(withDomainPrefix("voucher", body))))}`;
	assert.deepEqual(read(text), { kind: "unreadable", reason: "malformed", why: "fields" });
});

test("each malformed code is refused with its own reason", () => {
	const good = mintCode();
	const cases = [
		["", "empty"],
		["x".repeat(513), "tooLong"],
		[`${good}\n`, "characters"],
		["\u0000", "characters"],
		["职工节日", "characters"],
		["https://example.invalid/", "notAVoucher"],
		[good.toLowerCase(), "notAVoucher"],
		["V0:", "notAVoucher"],
		[good.slice(0, -1), "length"],
		[`${good} `, "length"],
		[`V1:${":".repeat(150)}`, "encoding"],
	] as const;
	for (const [text, why] of cases) assert.deepEqual(read(text), { kind: "unreadable", reason: "malformed", why }, text);
});

test("no text of any kind makes the reader throw", () => {
	assertProperty(
		fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
			assert.equal(read(text).kind, "unreadable");
		}),
		{ numRuns: 5000 },
	);
});

test("no code with one other character is a voucher: all 6,732 of them", () => {
	const good = mintCode();
	for (let at = 0; at < good.length; at++) {
		for (const character of base45Alphabet) {
			if (character === good[at]) continue;
			const text = good.slice(0, at) + character + good.slice(at + 1);
			assert.notEqual(read(text).kind, "voucher", text);
		}
	}
});

test("of 10,000 codes with several other characters, or a random end, none is a voucher", () => {
	const good = mintCode();
	let state = 20261001;
	const next = (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	const randomCharacter = () => base45Alphabet[next(45)] as string;
	for (let i = 0; i < 10_000; i++) {
		const characters = [...good];
		if (i % 2 === 0) for (let k = 1 + next(3); k >= 0; k--) characters[next(153)] = randomCharacter();
		else for (let at = next(150); at < 153; at++) characters[at] = randomCharacter();
		const text = characters.join("");
		if (text !== good) assert.notEqual(read(text).kind, "voucher", text);
	}
});

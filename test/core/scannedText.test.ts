import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeBase45 } from "../../core/bytes/base45.ts";
import { findCode, isCode, readScannedCode, swapCase } from "../../core/protocol/scannedText.ts";

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 97 + 13) % 256);
const codes = [
	`V1:${encodeBase45(bytes(100))}`,
	`V2:${encodeBase45(bytes(112))}`,
	"ABCD-23456789.0123456789abcdef0123456789abcdef@https://hub.example",
];
/** The half of an enrolment code that is typed may be in any case. */
const standardForm = (code: string) => code.replace(/^[^.:]+\./, (typed) => typed.toUpperCase());
const wide = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

test("a code is found with what scanners add before it (D5)", () => {
	const additions = ["]Q1", "]Q4\\000026", "\\000026", "q", "Q", "\x02", "\x01\x00", "[)>\x1e", "QR-Code: ", "］Ｑ１"];
	for (const code of codes) {
		for (const before of additions) assert.equal(findCode(before + code), code, JSON.stringify(before));
	}
});

test("a code is found with the control characters that scanners add after it, and a voucher with any suffix (D5)", () => {
	const [first = "", second = ""] = codes;
	for (const code of codes) {
		for (const after of ["\x00", "\x04", "\t", "\x03", "\r\n", "\r\n\x00"])
			assert.equal(findCode(code + after).trim(), code);
	}
	for (const code of [first, second]) {
		for (const after of ["]Q1", "#", "q\x04"]) assert.equal(findCode(code + after), code);
	}
});

test("a code is found whatever CapsLock, case conversion and full-width input made of its letters (D4)", () => {
	for (const code of codes) {
		const forms = [swapCase(code), code.toLowerCase(), wide(code), wide(code.toLowerCase()), `]q1${swapCase(code)}`];
		for (const changed of forms) assert.equal(standardForm(findCode(changed)), code, changed);
	}
});

test("what a scanner added to a code and changed in it is told apart from the code (D5)", () => {
	const [code = ""] = codes;
	const read = { code, before: "]Q1", after: "\x04", isRecased: true };
	assert.deepEqual(readScannedCode(`]Q1${code.toLowerCase()}\x04`), read);
	assert.deepEqual(readScannedCode(code), { code, before: "", after: "", isRecased: false });
});

test("a character that came twice within a voucher leaves it too long, and is not taken for a suffix (D5)", () => {
	const [code = ""] = codes;
	const doubled = code.slice(0, 100) + code.slice(99);
	assert.equal(findCode(doubled), doubled);
});

test("a text without a code is returned as it came (D5)", () => {
	const far = `https://example.com/a-long-address?code=${codes[0]}`;
	const texts = ["", "https://example.com/", "v1", "V1:", "V1:?", "SHORT CODE", "\x11\x13\x00ÿ", "x".repeat(600), far];
	for (const text of texts) {
		assert.equal(findCode(text), text);
		assert.equal(readScannedCode(text), null);
	}
});

test("a voucher's own characters are never taken for what a scanner added (D5)", () => {
	for (let seed = 0; seed < 300; seed++) {
		const body = Uint8Array.from({ length: 100 }, (_, i) => (seed * 31 + i * i * 7 + i) % 256);
		const code = `V1:${encodeBase45(body)}`;
		assert.ok(isCode(code));
		assert.equal(findCode(`]Q1${code.toLowerCase()}\r`), code);
	}
});

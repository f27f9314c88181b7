import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeBase45, encodeBase45 } from "../../../core/bytes/base45.ts";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { assertProperty } from "../../property.ts";

/** The examples printed in RFC 9285, sections 4.3 and 4.4 (IETF Trust, BSD licence for code components). */
const printed = [
	["AB", "BB8"],
	["Hello!!", "%69 VD92EX0"],
	["base-45", "UJCLQE7W581"],
	["ietf!", "QED8WEX0"],
] as const;

test("the examples of RFC 9285 encode and decode as printed", () => {
	for (const [plain, text] of printed) {
		assert.equal(encodeBase45(encodeText(plain)), text);
		assert.deepEqual(decodeBase45(text), Uint8Array.from(encodeText(plain)));
	}
});

test("texts that no encoder makes are refused", () => {
	// GGW is the RFC's own example of a group above 65535; then a pair above 255, a lone character, foreign characters.
	for (const text of ["GGW", ":::", "::", "U5", "A", "ABCD", "bb8", "BB8\n", "ＢB8", "BB=", "\u0000\u0000"]) {
		const expected = text === "U5" ? Uint8Array.of(30 + 5 * 45) : null;
		assert.deepEqual(decodeBase45(text), expected === null ? null : expected, JSON.stringify(text));
	}
});

test("whatever is encoded is decoded again, and no two texts decode to the same bytes", () => {
	assertProperty(
		fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
			assert.deepEqual(decodeBase45(encodeBase45(bytes)), bytes);
		}),
	);
	assertProperty(
		fc.property(fc.string({ unit: fc.constantFrom(..."0123456789ABCXYZ $%*+-./:a\n"), maxLength: 60 }), (text) => {
			const bytes = decodeBase45(text);
			if (bytes !== null) assert.equal(encodeBase45(bytes), text);
		}),
		{ numRuns: 2000 },
	);
});

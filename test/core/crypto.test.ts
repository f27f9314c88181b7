import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { encodeText, toHex } from "../../core/bytes/bytes.ts";
import { passCrypto } from "../../renderer/pass/pass-crypto.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { assertProperty } from "../property.ts";

const bytes = (hex: string) => Buffer.from(hex, "hex");

test("SHA-256 gives the digests of FIPS 180-2 appendix B and of the empty message", () => {
	const vectors: readonly (readonly [string, string])[] = [
		["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
		["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
		[
			"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
		],
		["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
	];
	for (const [text, digest] of vectors) assert.equal(toHex(crypto.hash(encodeText(text))), digest);
});

test("HMAC-SHA256 gives the values of RFC 4231 §4", () => {
	const vectors: readonly (readonly [string, string, string])[] = [
		["0b".repeat(20), "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
		[
			"4a656665",
			"7768617420646f2079612077616e7420666f72206e6f7468696e673f",
			"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
		],
		["aa".repeat(20), "dd".repeat(50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"],
		[
			"0102030405060708090a0b0c0d0e0f10111213141516171819",
			"cd".repeat(50),
			"82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
		],
		[
			"aa".repeat(131),
			toHex(encodeText("Test Using Larger Than Block-Size Key - Hash Key First")),
			"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
		],
	];
	for (const [key, data, expected] of vectors) {
		assert.equal(toHex(crypto.mac(bytes(key), bytes(data))), expected);
		assert.equal(toHex(passCrypto.mac(bytes(key), bytes(data))), expected);
	}
});

test("the pass page's HMAC-SHA256 is the platform's for every length and content", () => {
	const data = fc.uint8Array({ maxLength: 300 });
	const key = fc.uint8Array({ minLength: 1, maxLength: 200 });
	assertProperty(fc.property(key, data, (k, d) => toHex(passCrypto.mac(k, d)) === toHex(crypto.mac(k, d))));
});

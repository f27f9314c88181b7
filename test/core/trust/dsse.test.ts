import assert from "node:assert/strict";
import { createPublicKey, verify as verifyWithNode } from "node:crypto";
import { test } from "node:test";
import { decodeText, fromBase64 } from "../../../core/bytes/bytes.ts";
import { PublicKey } from "../../../core/identity.ts";
import { checkThreshold, encodePreAuthentication, readEnvelope } from "../../../core/trust/envelope.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { readDsse } from "../vectorFiles.ts";

test("the DSSE specification's example: its encoding, and its P-256 signature over that encoding", () => {
	const { example } = readDsse();
	const payload = fromBase64(example.payload) ?? assert.fail();
	const encoded = encodePreAuthentication(example.payloadType, payload);
	assert.equal(decodeText(encoded), example.pae);
	const coordinate = (decimal: string) =>
		Buffer.from(BigInt(decimal).toString(16).padStart(64, "0"), "hex").toString("base64url");
	const jwk = { kty: "EC", crv: "P-256", x: coordinate(example.x), y: coordinate(example.y) };
	const publicKey = createPublicKey({ key: jwk, format: "jwk" });
	const signature = fromBase64(example.sig) ?? assert.fail();
	assert.ok(verifyWithNode("sha256", encoded, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature));
});

test("the DSSE repository's Ed25519 vectors are accepted and rejected as they say", () => {
	const { keys, ed25519 } = readDsse();
	assert.equal(ed25519.length, 9);
	for (const { id, payloadType, payload, signatures, trusted, threshold, supported, expect } of ed25519) {
		const role = { threshold, keys: trusted.map((name) => PublicKey.parse(keys[name])) };
		const accepts = (type: string) => {
			const read = readEnvelope({ payloadType, payload, signatures }, type, 1024);
			return read.kind === "payload" && checkThreshold(read, role, crypto).kind === "payload";
		};
		assert.equal(supported.some(accepts) ? "accept" : "reject", expect, id);
	}
});

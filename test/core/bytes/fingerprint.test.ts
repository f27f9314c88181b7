import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { computeFingerprint } from "../../../core/bytes/fingerprint.ts";
import { crypto } from "../../../sync/crypto/signature.ts";

test("a fingerprint is the base32 of the SHA-256's first 160 bits, in 8 groups of 4", () => {
	// printf abc | openssl dgst -sha256 -binary | head -c 20 | base32
	assert.equal(computeFingerprint(encodeText("abc"), crypto), "XJ4B-NP4P-AHH6-UQKB-IDPF-3LRC-EOYA-GYND");
	assert.match(computeFingerprint(new Uint8Array(), crypto), /^(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}$/);
});

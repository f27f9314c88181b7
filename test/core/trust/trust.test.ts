import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { fromBase64, fromBase64Url, toBase64, toBase64Url, toHex } from "../../../core/bytes/bytes.ts";
import { readEnrolmentCode, writeEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { openDocument, payloadTypes, readEnvelope } from "../../../core/trust/envelope.ts";
import { openPinnedRoot } from "../../../core/trust/root.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertProperty } from "../../property.ts";
import { keyPair, makeHeader, noonMs, root, rootDigest, rootEnvelope, signDocument } from "../venueDay.ts";

test("a root is accepted when it hashes to the pin and two different root keys signed it", () => {
	const opened = openPinnedRoot(rootEnvelope, rootDigest.slice(0, 32), noonMs, crypto);
	assert.equal(opened.kind, "root");
	const why = (envelope = rootEnvelope, pin: string = rootDigest, nowMs = noonMs) => {
		const result = openPinnedRoot(envelope, pin, nowMs, crypto);
		return result.kind === "untrusted" ? result.why : result.kind;
	};
	assert.equal(why(rootEnvelope, "0".repeat(32)), "pin");
	assert.equal(why(rootEnvelope, ""), "pin", "an empty pin is refused");
	assert.equal(why(rootEnvelope, rootDigest.slice(0, 31)), "pin", "a pin has at least half a hash");
	assert.equal(why(signDocument(payloadTypes.root, root, ["root1"])), "threshold");
	assert.equal(why(signDocument(payloadTypes.root, root, ["root1", "root1"])), "threshold", "one key twice is one key");
	assert.equal(why(signDocument(payloadTypes.root, root, ["root1", "allocator"])), "threshold");
	assert.equal(why(signDocument(payloadTypes.allocation, root, ["root1", "root2"])), "type");
	assert.equal(why(rootEnvelope, rootDigest, root.expiresAt), "expired");
});

test("a header is accepted only from the allocator, and only as a header", () => {
	const header = makeHeader(new Uint8Array(0), 0);
	const open = (signer: string, type: string = payloadTypes.allocation, document: unknown = header) => {
		const envelope = signDocument(type, document, [signer]);
		const result = openDocument(envelope, payloadTypes.allocation, root.roles.allocator, AllocationHeader, crypto);
		return result.kind === "untrusted" ? result.why : result.kind;
	};
	assert.equal(open("allocator"), "document");
	assert.equal(open("timestamp"), "threshold");
	assert.equal(open("allocator", payloadTypes.checkpoint), "type");
	assert.equal(open("allocator", payloadTypes.allocation, { ...header, rowCount: -1 }), "fields");
	assert.equal(open("allocator", payloadTypes.allocation, { ...header, extra: 1 }), "fields");
});

test("a payload above its limit is not read, and one far above it is not even decoded", () => {
	const why = (payload: string) => {
		const read = readEnvelope({ payloadType: "text", payload, signatures: [{ sig: "" }] }, "text", 1024);
		return read.kind === "untrusted" ? read.why : read.kind;
	};
	assert.equal(why(toBase64(new Uint8Array(1024))), "payload");
	assert.equal(why(toBase64(new Uint8Array(1025))), "tooLarge");
	assert.equal(why("?".repeat(10)), "encoding");
	assert.equal(why("?".repeat(2000)), "tooLarge");
});

test("base64 is strict both ways", () => {
	assertProperty(
		fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
			assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
			assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
			assert.deepEqual(fromBase64Url(toBase64Url(bytes)), bytes);
			assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
		}),
	);
	for (const text of ["A", "AB", "AA=", "A A", "AA==", "é"]) {
		const expected = text === "AB" ? "left-over bits" : null;
		assert.equal(fromBase64Url(text), null, expected ?? text);
	}
});

test("an enrolment code is read back, also as people type it", () => {
	const code = { ticket: "AB1D", secret: "2345678X", rootPin: toHex(new Uint8Array(16)), hub: "http://127.0.0.1:8787" };
	const text = writeEnrolmentCode(code);
	assert.deepEqual(readEnrolmentCode(text), code);
	assert.deepEqual(readEnrolmentCode(`  ${text.replace("AB1D", "abld")}/ `), code);
	for (const wrong of ["", "AB1D-2345678X", `${text}\u0000`, text.replace("http", "ftp"), makeUnsignedCode()]) {
		assert.equal(readEnrolmentCode(wrong), null, wrong);
	}
});

function makeUnsignedCode(): string {
	return `V1:${keyPair("issuer").publicKey}`;
}

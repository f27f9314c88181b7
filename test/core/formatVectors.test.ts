import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { z } from "zod";
import { type AllocationHeader, findRow, verifyAllocation } from "../../core/allocation/allocation.ts";
import { applyDelta, readDelta } from "../../core/allocation/delta.ts";
import { deriveRowKey, readRow } from "../../core/allocation/row.ts";
import { findShortNumber, readShortNumber, verifyShortNumbers } from "../../core/allocation/shortNumber.ts";
import { encodeText, fromHex, toHex } from "../../core/bytes/bytes.ts";
import { leavesOf } from "../../core/bytes/merkle.ts";
import { Day, Digest, KioskId, PublicKey, RowKey, VoucherId } from "../../core/identity.ts";
import { emptyJournalHead, isNextInChain, readLine } from "../../core/journal/journal.ts";
import { readEnrolmentCode } from "../../core/protocol/enrolmentCode.ts";
import {
	buildIncarnationMessage,
	buildLoginMessage,
	buildPossessionMessage,
	Checkpoint,
} from "../../core/protocol/protocol.ts";
import { buildDayKeysMessage } from "../../core/protocol/usbFiles.ts";
import { acceptDocument } from "../../core/trust/accept.ts";
import { buildSealingInfo, decodeSealed, unpackSecrets } from "../../core/trust/daySecrets.ts";
import { encodePreAuthentication, openDocument, payloadTypes } from "../../core/trust/envelope.ts";
import { readSignedTime } from "../../core/trust/signedTime.ts";
import { type Acceptance, acceptPinnedRoot, type TrustState } from "../../core/trust/trustState.ts";
import { checkRotation, decideRotation, writeRotatingCode } from "../../core/voucher/rotatingCode.ts";
import { issuerKeyOf, readVoucher } from "../../core/voucher/voucher.ts";
import { hpkeOpen } from "../../sync/crypto/sealing.ts";
import { crypto, keyPairOfSeed } from "../../sync/crypto/signature.ts";
import { formatVectors, makeVectors } from "../vectors/makeVectors.ts";
import { makeHeader } from "./venueDay.ts";

// The vectors of docs/formats.md, as the product's own readers read them.

const textOf = (name: string) => readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8");
const read = <T>(name: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(textOf(name)));
const bytes = (hex: string) => fromHex(hex) ?? assert.fail(`not hex: ${hex}`);

const Text = z.string();
const Key = z.object({ seed: Text, publicKey: PublicKey });
const Signed = z.object({ message: Text, signature: Text });

test("the vectors are those that the generator makes of its seeds", async () => {
	for (const [name, vectors] of Object.entries(await makeVectors())) {
		assert.equal(textOf(name), formatVectors(vectors), `${name}.json`);
	}
});

test("every key pair is that of its seed", () => {
	for (const name of ["voucher", "envelopes", "journal", "deviceSignatures"]) {
		const { keys } = read(name, z.object({ keys: z.record(Text, Key) }));
		for (const { seed, publicKey } of Object.values(keys)) {
			assert.equal(keyPairOfSeed(bytes(seed)).publicKey, publicKey);
		}
	}
});

test("the codes are read as the vouchers they were minted of", () => {
	const fields = z.object({ id: VoucherId, rotating: z.boolean() }).loose();
	const vectors = read(
		"voucher",
		z.object({
			keys: z.object({ issuer: Key }),
			hint: Text,
			static: z.object({ voucher: fields, code: Text }),
			rotating: z.object({
				...{ voucher: fields, staticCode: Text, dayKey: Text, voucherKey: Text, step: z.int(), code: Text },
			}),
		}),
	);
	const issuer = issuerKeyOf(vectors.keys.issuer.publicKey, crypto);
	assert.equal(issuer.hint, vectors.hint);
	assert.deepEqual(readVoucher(vectors.static.code, [issuer], crypto), {
		kind: "voucher",
		voucher: vectors.static.voucher,
		rotation: null,
	});
	const { voucher, staticCode, dayKey, voucherKey, step, code } = vectors.rotating;
	assert.equal(writeRotatingCode(staticCode, bytes(voucherKey), step, crypto), code);
	const reading = readVoucher(code, [issuer], crypto);
	assert.ok(reading.kind === "voucher", JSON.stringify(reading));
	assert.deepEqual(reading.voucher, voucher);
	const shown = checkRotation(reading.rotation, voucher.id, bytes(dayKey), step * 15_000, crypto);
	assert.deepEqual(decideRotation(shown, true, null), { kind: "accepted", step, skewSeconds: 0 });
});

const allocation = read(
	"allocation",
	z.object({
		allocationKey: Text,
		row: z.object({ voucher: VoucherId, fields: z.object({ key: RowKey }).loose(), bytes: Text }),
		bucketBits: z.int(),
		first: z.object({ version: z.int(), rowCount: z.int(), rows: Text, leaves: Text, root: Digest }),
		next: z.object({ version: z.int(), rowCount: z.int(), rows: Text, leaves: Text, root: Digest }),
		delta: Text,
	}),
);

function headerOf({ version, rowCount, root }: typeof allocation.first): AllocationHeader {
	return makeHeader(new Uint8Array(0), 0, { version, rowCount, root, bucketBits: allocation.bucketBits });
}

test("the rows add up to their Merkle root, and the delta leads to the next version's", () => {
	const { row, first, next, delta } = allocation;
	assert.equal(deriveRowKey(bytes(allocation.allocationKey), row.voucher, crypto), row.fields.key);
	assert.deepEqual(readRow(bytes(row.bytes), 0), row.fields);
	const held = verifyAllocation(headerOf(first), bytes(first.rows), crypto);
	if ("kind" in held) assert.fail(held.why);
	assert.equal(toHex(leavesOf(held.tree)), first.leaves);
	assert.deepEqual(findRow(held, row.fields.key), row.fields);
	const read = readDelta(bytes(delta));
	if ("kind" in read) assert.fail(read.why);
	const after = applyDelta(held, headerOf(next), read, crypto);
	if ("kind" in after) assert.fail(after.why);
	assert.equal(toHex(leavesOf(after.tree)), next.leaves);
	assert.equal(Buffer.concat(after.buckets).toString("hex"), next.rows);
});

test("the short numbers are read, and lead through the index to their rows", () => {
	const Numbered = z.object({ number: Text, checkDigit: Text, printed: Text, row: RowKey });
	const vectors = read(
		"shortNumbers",
		z.object({ allocationKey: Text, numbers: z.array(Numbered), index: Text, hash: Digest }),
	);
	const index = verifyShortNumbers(vectors.hash, bytes(vectors.index), crypto);
	if ("kind" in index) assert.fail(index.why);
	for (const { number, checkDigit, printed, row } of vectors.numbers) {
		const reading = readShortNumber(printed);
		assert.ok(reading.kind === "shortNumber", JSON.stringify(reading));
		assert.equal(reading.number, number);
		assert.equal(number.slice(10), checkDigit);
		assert.equal(findShortNumber(index, reading.number, bytes(vectors.allocationKey), crypto), row);
	}
});

const Envelopes = z.object({
	venue: z.int(),
	kiosk: KioskId,
	acceptedAtMs: z.int(),
	rootDigest: Digest,
	checkpointPreAuthentication: Text,
	timeNonce: Text,
	envelopes: z.record(Text, z.unknown()),
});

function stateAfter(acceptance: Acceptance): TrustState {
	return acceptance.kind === "held" ? acceptance.held : assert.fail(JSON.stringify(acceptance));
}

test("the envelopes are accepted in their order, from the pinned root on", () => {
	const { venue, kiosk, acceptedAtMs, rootDigest, envelopes, ...vectors } = read("envelopes", Envelopes);
	let held = stateAfter(acceptPinnedRoot(envelopes.root, rootDigest, venue, acceptedAtMs, crypto));
	for (const name of ["timestamp", "revocations", "roster", "allocation"] as const) {
		held = stateAfter(acceptDocument(name, held, envelopes[name], acceptedAtMs, crypto));
	}
	assert.equal(held.headers.get(Day.parse("2026-10-01"))?.document.root, allocation.first.root);
	const { checkpoint } = payloadTypes;
	const opened = openDocument(envelopes.checkpoint, checkpoint, held.root.roles.timestamp, Checkpoint, crypto);
	assert.ok(opened.kind === "document", JSON.stringify(opened));
	assert.deepEqual([opened.document.kiosk, opened.document.size], [kiosk, 3]);
	assert.equal(toHex(encodePreAuthentication(checkpoint, opened.payload)), vectors.checkpointPreAuthentication);
	const { issuedAt } = held.timestamp?.document ?? assert.fail("no timestamp");
	const readAnswer = (nonce: string) => readSignedTime(envelopes.time, held.root, { kiosk, nonce }, crypto);
	assert.deepEqual(readAnswer(vectors.timeNonce), { kind: "time", nowMs: issuedAt + 1500 });
	assert.equal(readAnswer("00".repeat(16)).kind, "untrusted", "an answer to another nonce is recorded or is another's");
});

test("the journal's lines are signed, understood and chained", () => {
	const vectors = read(
		"journal",
		z.object({
			keys: z.object({ device: Key }),
			lines: z.array(z.object({ line: Text, digest: Digest })),
		}),
	);
	let head = emptyJournalHead;
	const kinds: unknown[] = [];
	for (const { line, digest } of vectors.lines) {
		const reading = readLine(line, bytes(vectors.keys.device.publicKey), crypto);
		assert.ok(reading.kind === "line", JSON.stringify(reading));
		assert.ok(isNextInChain(head, reading.link));
		assert.equal(reading.digest, digest);
		head = { seq: reading.link.seq, digest };
		kinds.push(reading.entry?.kind);
	}
	assert.deepEqual(kinds, ["enrolled", "redeemed", "voided"]);
});

test("the enrolment code is read, also as people type it", () => {
	const vectors = read(
		"enrolmentCode",
		z.object({ rootDigest: Digest, fields: z.object({ rootPin: Text }).loose(), code: Text, typed: Text }),
	);
	const { code, typed, fields, rootDigest } = vectors;
	assert.deepEqual(readEnrolmentCode(code), fields);
	assert.deepEqual(readEnrolmentCode(typed + code.slice(code.indexOf("."))), fields);
	assert.ok(rootDigest.startsWith(fields.rootPin));
});

test("what a device signs is the message of its use", () => {
	const vectors = read(
		"deviceSignatures",
		z.object({
			keys: z.object({ device: Key }),
			kiosk: KioskId,
			hub: Text,
			enrolment: Signed.extend({ ticket: Text }),
			login: Signed.extend({ challenge: Text, incarnation: z.int() }),
			incarnation: Signed.extend({ incarnation: z.int(), size: z.int(), head: Digest, request: Text }),
			dayKeys: Signed.extend({ text: Text }),
		}),
	);
	const { keys, kiosk, hub, enrolment, login, incarnation, dayKeys } = vectors;
	const messages = [
		[enrolment, buildPossessionMessage(enrolment.ticket)],
		[login, buildLoginMessage(login.challenge, hub, kiosk, login.incarnation)],
		[incarnation, buildIncarnationMessage(kiosk, incarnation)],
		[dayKeys, buildDayKeysMessage(kiosk, dayKeys.text)],
	] as const;
	for (const [{ message, signature }, built] of messages) {
		assert.equal(toHex(built), message);
		assert.ok(crypto.verify(bytes(keys.device.publicKey), built, bytes(signature)), message);
	}
});

test("the sealed secrets open with the day's private key, for their venue, day and kiosk alone", async () => {
	const vectors = read(
		"sealedSecrets",
		z.object({
			...{ venue: z.int(), day: Day, kiosk: KioskId, privateKey: Text, info: Text, enc: Text, sealed: Text },
			secrets: z.object({ allocationKey: Text, dayKey: Text }),
		}),
	);
	const { venue, day, kiosk, secrets } = vectors;
	const info = buildSealingInfo(venue, day, kiosk);
	assert.equal(toHex(info), vectors.info);
	const opened = await hpkeOpen(bytes(vectors.privateKey), info, decodeSealed(vectors));
	const unpacked = opened === null ? null : unpackSecrets(opened);
	assert.equal(toHex(unpacked?.allocationKey ?? encodeText("")), secrets.allocationKey);
	assert.equal(toHex(unpacked?.dayKey ?? encodeText("")), secrets.dayKey);
	const other = buildSealingInfo(venue + 1, day, kiosk);
	assert.equal(await hpkeOpen(bytes(vectors.privateKey), other, decodeSealed(vectors)), null);
});

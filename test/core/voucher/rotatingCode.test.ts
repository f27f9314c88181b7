import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decide } from "../../../core/admission/decide.ts";
import { decodeBase45, encodeBase45 } from "../../../core/bytes/base45.ts";
import { concat, encodeText } from "../../../core/bytes/bytes.ts";
import { KioskId } from "../../../core/identity.ts";
import {
	checkRotation,
	decideRotation,
	deriveVoucherKey,
	rotationStepAt,
	rotationStepMs,
	writeRotatingCode,
} from "../../../core/voucher/rotatingCode.ts";
import { readVoucher, type Voucher } from "../../../core/voucher/voucher.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import {
	issuer,
	makeHeader,
	makeRow,
	makeVoucherId,
	mintCode,
	duringAdmissionMs as nowMs,
	session,
	venue,
	voucher,
} from "../venueDay.ts";

const dayKey = crypto.hash(encodeText("K_day"));
const key = deriveVoucherKey(dayKey, voucher.id, crypto);
const rotating: Voucher = { ...voucher, rotating: true };
const secondMs = 1000;

const codeAt = (phoneMs: number) => writeRotatingCode(mintCode(rotating), key, rotationStepAt(phoneMs), crypto);

function shown(text: string, seenAtMs: number, held: Uint8Array | null = dayKey) {
	const reading = readVoucher(text, [issuer], crypto);
	if (reading.kind !== "voucher") return assert.fail(JSON.stringify(reading));
	return checkRotation(reading.rotation, reading.voucher.id, held, seenAtMs, crypto);
}

/** The refusal's reason, or null when the code is good. */
function refusalAt(text: string, seenAtMs: number, lastStep: number | null = null): string | null {
	const judgement = decideRotation(shown(text, seenAtMs), true, lastStep);
	return judgement.kind === "refused" ? judgement.refusal.reason : null;
}

test("a rotating code is 171 characters and is read back as its voucher, step and MAC", () => {
	const text = codeAt(nowMs);
	assert.match(text, /^V2:[0-9A-Z $%*+\-./:]{168}$/);
	const reading = readVoucher(text, [issuer], crypto);
	assertKind(reading, "voucher");
	assert.ok(reading.rotation !== null);
	assert.deepEqual(reading.voucher, rotating);
	assert.equal(reading.rotation.step, rotationStepAt(nowMs));
	assert.equal(reading.rotation.mac.length, 8);
});

test("K_v and the MAC are the HMACs that the format names", () => {
	const step = Uint8Array.of(0x06, 0x97, 0x0a, 0xbc);
	const bytes = decodeBase45(writeRotatingCode(mintCode(rotating), key, 0x06970abc, crypto).slice(3)) as Uint8Array;
	const id = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
	const byHand = crypto.mac(
		crypto.mac(dayKey, concat(encodeText("kv"), id)),
		concat(encodeText("pailou/rotate/v1\0"), bytes.subarray(0, 36), step),
	);
	assert.deepEqual(bytes.subarray(100, 104), step);
	assert.deepEqual(bytes.subarray(104), Uint8Array.from(byHand.subarray(0, 8)));
});

test("each malformed rotating code has its name", () => {
	const good = codeAt(nowMs);
	const why = (text: string) => {
		const reading = readVoucher(text, [issuer], crypto);
		return reading.kind === "voucher" ? "voucher" : reading.reason === "malformed" ? reading.why : reading.reason;
	};
	assert.equal(why(good), "voucher");
	assert.equal(why(`${good}00`), "length");
	assert.equal(why(good.slice(0, -1)), "length");
	assert.equal(why(mintCode().replace("V1:", "V2:")), "length");
	assert.equal(why(good.replace("V2:", "V1:")), "length");
	assert.equal(why(good.replace("V2:", "V3:")), "unknownVersion");
	assert.equal(why(`V2:${":".repeat(168)}`), "encoding");
	assert.equal(why(good.toLowerCase()), "notAVoucher");
	assert.equal(why(`V2:${encodeBase45(new Uint8Array(112))}`), "unknownVersion");
	assert.equal(why(`V2:${encodeBase45(new Uint8Array(112).fill(1))}`), "forged");
	assert.equal(why(writeRotatingCode(mintCode({ ...rotating, party: 0 }), key, 1, crypto)), "fields");
});

test("no text that begins like a rotating code makes the reader throw, or is a voucher", () => {
	const alphabet = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:");
	const texts = fc.string({ unit: alphabet, minLength: 166, maxLength: 170 });
	assertProperty(
		fc.property(texts, (text) => assert.equal(readVoucher(`V2:${text}`, [issuer], crypto).kind, "unreadable")),
		{ numRuns: 1000 },
	);
});

test("with correct clocks a photographed code is valid for 45 seconds and not longer", () => {
	const takenAt = rotationStepAt(nowMs) * rotationStepMs;
	const photograph = codeAt(takenAt);
	assert.equal(refusalAt(photograph, takenAt), null);
	assert.equal(refusalAt(photograph, takenAt + 45 * secondMs - 1), null);
	assert.equal(refusalAt(photograph, takenAt + 45 * secondMs), "codeTooOld");
	const judgement = decideRotation(shown(photograph, takenAt + 60 * secondMs), true, null);
	assert.deepEqual(judgement, { kind: "refused", refusal: { reason: "codeTooOld", skewSeconds: -60 } });
});

test("a phone 25 seconds off, either way and at any moment, passes; one 46 seconds ahead does not", () => {
	assertProperty(
		fc.property(fc.nat(10 * 60 * secondMs), fc.integer({ min: -25, max: 25 }), (later, off) => {
			const atMs = nowMs + later;
			const judgement = decideRotation(shown(codeAt(atMs + off * secondMs), atMs), true, null);
			assertKind(judgement, "accepted");
			assert.ok(Math.abs((judgement.skewSeconds ?? 99) - off) <= 15, "the skew is exact to within a step");
		}),
	);
	assert.equal(refusalAt(codeAt(nowMs + 46 * secondMs), nowMs), "codeFromFuture");
});

test("a consumed step and every earlier one are refused; the next one is accepted", () => {
	const step = rotationStepAt(nowMs);
	assert.equal(refusalAt(codeAt(nowMs), nowMs, step), "codeConsumed");
	assert.equal(refusalAt(codeAt(nowMs - rotationStepMs), nowMs, step), "codeConsumed");
	assert.equal(refusalAt(codeAt(nowMs + rotationStepMs), nowMs, step), null);
});

test("a static code where rotation is demanded is refused, and every code is while the kiosk has no day key", () => {
	const refusal = (text: string, held: Uint8Array | null) => {
		const judgement = decideRotation(shown(text, nowMs, held), true, null);
		return judgement.kind === "refused" ? judgement.refusal : null;
	};
	assert.deepEqual(refusal(mintCode(rotating), dayKey), { reason: "rotationRequired", why: "staticCode" });
	assert.deepEqual(refusal(mintCode(rotating), null), { reason: "rotationRequired", why: "staticCode" });
	assert.deepEqual(refusal(codeAt(nowMs), null), { reason: "rotationRequired", why: "noDayKey" });
});

test("where rotation is not demanded a static code passes, and a wrong MAC still does not", () => {
	assert.equal(decideRotation(shown(mintCode(), nowMs), false, null).kind, "accepted");
	assert.equal(decideRotation(shown(codeAt(nowMs), nowMs, null), false, null).kind, "accepted");
	const forged = writeRotatingCode(mintCode(), crypto.hash(encodeText("guessed")), rotationStepAt(nowMs), crypto);
	const judgement = decideRotation(shown(forged, nowMs), false, null);
	assert.deepEqual(judgement, { kind: "refused", refusal: { reason: "codeForged" } });
});

test("a MAC of another step, of another voucher or with one bit turned is forged", () => {
	const bytes = decodeBase45(codeAt(nowMs).slice(3)) as Uint8Array;
	assertProperty(
		fc.property(fc.integer({ min: 100, max: 111 }), fc.nat(7), (at, bit) => {
			const changed = Uint8Array.from(bytes);
			changed[at] = (changed[at] as number) ^ (1 << bit);
			assert.equal(refusalAt(`V2:${encodeBase45(changed)}`, nowMs), "codeForged");
		}),
	);
	const other = deriveVoucherKey(dayKey, makeVoucherId(1), crypto);
	assert.equal(
		refusalAt(writeRotatingCode(mintCode(rotating), other, rotationStepAt(nowMs), crypto), nowMs),
		"codeForged",
	);
});

test("the decision contains the consumed step and the phone's skew; a party already inside is refused as alreadyRedeemed first", () => {
	const question = {
		venue,
		voucher: rotating,
		shown: shown(codeAt(nowMs + 15 * secondMs), nowMs),
		header: makeHeader(new Uint8Array(0), 0),
		row: makeRow(rotating),
		revocation: null,
		session,
		sessionAdmitted: 0,
		nowMs,
		persons: null,
		waived: [],
	};
	const step = rotationStepAt(nowMs) + 1;
	const admissible = decide({
		...question,
		standing: { admitted: 0, admissions: [], lastStep: null, newestIssue: null, isUncertain: false },
	});
	assertKind(admissible, "admissible");
	assert.deepEqual([admissible.step, admissible.skewSeconds], [step, 15]);
	const kiosk = KioskId.parse("k0123456789ab");
	const last = { kiosk, incarnation: 1, line: 1, session: 11, persons: 3, positions: [0, 1, 2], atMs: nowMs };
	const inside = decide({
		...question,
		standing: { admitted: 3, admissions: [last], lastStep: step, newestIssue: null, isUncertain: false },
	});
	assert.equal(expectKind(inside, "refused").refusal.reason, "alreadyRedeemed");
	const partly = decide({
		...question,
		standing: { admitted: 2, admissions: [last], lastStep: step, newestIssue: null, isUncertain: false },
	});
	assert.equal(expectKind(partly, "refused").refusal.reason, "codeConsumed");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Refusal } from "../../../core/admission/decide.ts";
import { isOverridable } from "../../../core/admission/override.ts";
import { weaknessOf } from "../../../core/admission/pin.ts";
import { KioskId } from "../../../core/identity.ts";

test("an easily guessed PIN is weak, with the reason", () => {
	assert.equal(weaknessOf("27182"), "short");
	assert.equal(weaknessOf("111111"), "sameDigit");
	assert.equal(weaknessOf("123456"), "sequence");
	assert.equal(weaknessOf("890123"), "sequence", "9 is followed by 0");
	assert.equal(weaknessOf("654321"), "sequence");
});

test("a PIN of six digits in no order is good, also one that only begins with a sequence", () => {
	for (const pin of ["271828", "123457", "112211", "135791"]) assert.equal(weaknessOf(pin), null, pin);
});

const at = { fromMs: 1, untilMs: 2, startsAtMs: 1 };
const kiosk = KioskId.parse("k0123456789ab");

test("a supervisor may override refusals of time, code, list and capacity", () => {
	const refusals: readonly Refusal[] = [
		{ reason: "allocationExpired", closedAtMs: 1 },
		{ reason: "notInAllocation" },
		{ reason: "rotationRequired", why: "staticCode" },
		{ reason: "codeTooOld", skewSeconds: -60 },
		{ reason: "codeFromFuture", skewSeconds: 60 },
		{ reason: "tooEarly", ...at },
		{ reason: "tooLate", ...at },
		{ reason: "sessionFull", capacity: 200, left: 0 },
	];
	for (const refusal of refusals) assert.equal(isOverridable(refusal), true, refusal.reason);
});

test("no supervisor may override forged, foreign, revoked, cancelled, blocked or redeemed", () => {
	const refusals: readonly Refusal[] = [
		{ reason: "malformed", why: "length" },
		{ reason: "unknownVersion", version: 7 },
		{ reason: "forged" },
		{ reason: "wrongVenue", venue: 3 },
		{ reason: "noAllocation" },
		{ reason: "wrongDay", fromMs: 1, untilMs: 2 },
		{ reason: "revoked", of: "window" },
		{ reason: "revoked", of: "voucher", leastIssue: null },
		{ reason: "superseded", issue: 2, hasSameRights: false },
		{ reason: "cancelled" },
		{ reason: "blocked" },
		{ reason: "codeForged" },
		{ reason: "codeConsumed" },
		{ reason: "shortNumberMalformed", why: "length" },
		{ reason: "shortNumberUnknown", triesLeft: 1 },
		{ reason: "shortNumbersLocked", untilMs: 1 },
		{ reason: "shortNumbersOff", why: "policy" },
		{ reason: "alreadyRedeemed", persons: 3, atMs: 1, kiosk },
		{ reason: "remainderSmaller", remaining: 1, asked: 2 },
	];
	for (const refusal of refusals) assert.equal(isOverridable(refusal), false, refusal.reason);
});

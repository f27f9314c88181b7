import type { DisplayedRefusal } from "../../../core/contract/contract.ts";
import { title } from "./programme.ts";
import { hourMs, minuteMs, nowMs, timeOfDay } from "./time.ts";

type OfReason<R extends DisplayedRefusal["reason"]> = Extract<DisplayedRefusal, { reason: R }>;

/** Every refusal in each of its variants, by the variant's name. A missing reason is a type error. */
export const refusals: { readonly [R in DisplayedRefusal["reason"]]: Readonly<Record<string, OfReason<R>>> } = {
	malformed: {
		notAVoucher: { reason: "malformed", why: "notAVoucher" },
		damaged: { reason: "malformed", why: "encoding" },
	},
	unknownVersion: { newer: { reason: "unknownVersion", version: 2 } },
	forged: { forged: { reason: "forged" } },
	wrongVenue: {
		known: {
			reason: "wrongVenue",
			venue: 3,
			title: title("大沙头码头（珠江夜游）", "大沙頭碼頭（珠江夜遊）", "Dashatou Pier (Pearl River night cruise)"),
		},
		unknown: { reason: "wrongVenue", venue: 99, title: null },
	},
	noAllocation: { none: { reason: "noAllocation" } },
	allocationExpired: { over: { reason: "allocationExpired", closedAtMs: nowMs - 10 * hourMs } },
	wrongDay: {
		later: { reason: "wrongDay", fromMs: nowMs + 24 * hourMs, untilMs: nowMs + 25 * hourMs },
		earlier: { reason: "wrongDay", fromMs: nowMs - 25 * hourMs, untilMs: nowMs - 24 * hourMs },
	},
	revoked: {
		window: { reason: "revoked", of: "window" },
		voucher: { reason: "revoked", of: "voucher", leastIssue: null },
		older: { reason: "revoked", of: "voucher", leastIssue: 2 },
	},
	notInAllocation: { none: { reason: "notInAllocation" } },
	superseded: { older: { reason: "superseded", issue: 2, hasSameRights: false } },
	cancelled: { cancelled: { reason: "cancelled" } },
	blocked: { blocked: { reason: "blocked" } },
	rotationRequired: {
		staticCode: { reason: "rotationRequired", why: "staticCode" },
		noDayKey: { reason: "rotationRequired", why: "noDayKey" },
	},
	codeForged: { forged: { reason: "codeForged" } },
	codeConsumed: { consumed: { reason: "codeConsumed" } },
	codeTooOld: { old: { reason: "codeTooOld", skewSeconds: -90 } },
	codeFromFuture: { future: { reason: "codeFromFuture", skewSeconds: 120 } },
	shortNumberMalformed: {
		characters: { reason: "shortNumberMalformed", why: "characters" },
		length: { reason: "shortNumberMalformed", why: "length" },
		checkDigit: { reason: "shortNumberMalformed", why: "checkDigit" },
	},
	shortNumberUnknown: { tries: { reason: "shortNumberUnknown", triesLeft: 3 } },
	shortNumbersLocked: { locked: { reason: "shortNumbersLocked", untilMs: nowMs + 9 * minuteMs } },
	shortNumbersOff: {
		policy: { reason: "shortNumbersOff", why: "policy" },
		noIndex: { reason: "shortNumbersOff", why: "noIndex" },
	},
	alreadyRedeemed: {
		there: { reason: "alreadyRedeemed", persons: 3, atMs: timeOfDay("14:02"), label: "2 号窗口", here: false },
		here: { reason: "alreadyRedeemed", persons: 9, atMs: timeOfDay("14:06"), label: "1 号窗口", here: true },
		yesterday: { reason: "alreadyRedeemed", persons: 1, atMs: nowMs - 20 * hourMs, label: "南门自助机", here: false },
	},
	tooEarly: { early: { reason: "tooEarly", fromMs: timeOfDay("16:00"), startsAtMs: timeOfDay("16:30") } },
	tooLate: { late: { reason: "tooLate", untilMs: timeOfDay("13:30"), startsAtMs: timeOfDay("13:00") } },
	remainderSmaller: { fewer: { reason: "remainderSmaller", remaining: 1, asked: 2 } },
	sessionFull: {
		full: { reason: "sessionFull", capacity: 280, left: 0 },
		nearly: { reason: "sessionFull", capacity: 280, left: 2 },
	},
	standingUncertain: { uncertain: { reason: "standingUncertain", admitted: 1 } },
	clockUnsure: { unsure: { reason: "clockUnsure" } },
	offerGone: { gone: { reason: "offerGone" } },
	overridesSpent: { spent: { reason: "overridesSpent", most: 10 } },
	restored: { restored: { reason: "restored" } },
	notRecorded: {
		diskFull: { reason: "notRecorded", why: "diskFull" },
		diskFailed: { reason: "notRecorded", why: "diskFailed" },
	},
};

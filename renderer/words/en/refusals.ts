import type { RefusalWords } from "../refusal-words.ts";
import { ceilToMinute } from "../time-format.ts";
import { seatingEn } from "./seating.ts";

const callSupervisor = "Do not admit. Call the supervisor.";
const elsewhere = "Do not admit. Use another window and tell the administrator.";

export const refusalsEn = {
	malformed: {
		short: "Not a voucher",
		format: ({ why }) =>
			why === "length" || why === "encoding" || why === "fields"
				? { line: "The voucher was only half read", remedy: "Brighten the phone, hold it still, scan again" }
				: { line: "This is not a voucher", remedy: "Open the voucher page and scan again" },
	},
	unknownVersion: {
		short: "Unknown version",
		format: () => ({
			line: "A newer voucher than this kiosk knows",
			remedy: "Use another window; ask for an update of this one",
		}),
	},
	forged: {
		short: "Not the union's",
		format: () => ({ line: "This code was not issued by the union", remedy: callSupervisor }),
	},
	wrongVenue: {
		short: "Another venue",
		format: ({ title }, context) =>
			title === null
				? { line: "This voucher is for another venue", remedy: "See the venue's name on the voucher" }
				: { line: `This voucher is for ${context.title(title)}`, remedy: `Please go to ${context.title(title)}` },
	},
	noAllocation: {
		short: "No list",
		format: () => ({
			line: "This kiosk has no list for today",
			remedy: "Connect it to the network, or use another window",
		}),
	},
	allocationExpired: {
		short: "List expired",
		format: ({ closedAtMs }, { moment }) => ({
			line: `The list expired at ${moment(closedAtMs)}`,
			remedy: "Connect to the network to renew it, then scan again",
		}),
	},
	wrongDay: {
		short: "Another day",
		format: ({ fromMs, untilMs }, { nowMs, day }) =>
			untilMs < nowMs
				? { line: `This voucher was for ${day(fromMs)}`, remedy: "Please book again" }
				: { line: `This voucher is for ${day(fromMs)}`, remedy: `Please come on ${day(fromMs)}` },
	},
	revoked: {
		short: "Revoked",
		format: (refusal) =>
			refusal.of === "window"
				? { line: "The union has revoked this kiosk", remedy: elsewhere }
				: {
						line: "The union has revoked this voucher",
						remedy: refusal.leastIssue === null ? callSupervisor : "Open the newest voucher and scan again",
					},
	},
	notInAllocation: {
		short: "Not listed",
		format: () => ({
			line: "This voucher is not on the list",
			remedy: "Check the booking; if it is new, go online and scan again",
		}),
	},
	superseded: {
		short: "Reissued",
		format: () => ({ line: "A newer voucher replaced this one", remedy: "Open the newest voucher and scan again" }),
	},
	cancelled: {
		short: "Cancelled",
		format: () => ({ line: "This booking was cancelled", remedy: "To take part, please book again" }),
	},
	blocked: { short: "Blocked", format: () => ({ line: "The union has blocked this voucher", remedy: callSupervisor }) },
	rotationRequired: {
		short: "Screenshot",
		format: ({ why }) =>
			why === "noDayKey"
				? { line: "This kiosk has no day key to check the code with", remedy: "Connect it, or try another window" }
				: { line: "A screenshot is not enough for this voucher", remedy: "Open the voucher page on the phone" },
	},
	codeForged: {
		short: "False code",
		format: () => ({ line: "No voucher page made this changing code", remedy: callSupervisor }),
	},
	codeConsumed: {
		short: "Code used",
		format: () => ({ line: "This code was used just now", remedy: "Scan the next one, in 15 seconds at most" }),
	},
	codeTooOld: {
		short: "Old code",
		format: ({ skewSeconds }) => ({
			line: `This code is ${-skewSeconds} seconds old, perhaps a screenshot`,
			remedy: "Open the voucher page on the phone; if that fails, check its clock",
		}),
	},
	codeFromFuture: {
		short: "Clock wrong",
		format: ({ skewSeconds }) => ({
			line: `The phone's clock is ${skewSeconds} seconds ahead of this kiosk's`,
			remedy: "Check both clocks and scan again",
		}),
	},
	shortNumberMalformed: {
		short: "Mistyped",
		format: ({ why }) => ({
			line: why === "checkDigit" ? "A digit of the short number is wrong" : "A short number has 11 digits",
			remedy: "Check it and type it again",
		}),
	},
	shortNumberUnknown: {
		short: "No match",
		format: ({ triesLeft }) => ({
			line: "Short number and card do not match",
			remedy:
				triesLeft > 0
					? `Check and type again: ${triesLeft} ${triesLeft === 1 ? "try" : "tries"} left`
					: "Locked now: scan the voucher",
		}),
	},
	shortNumbersLocked: {
		short: "Locked",
		format: ({ untilMs }, { moment }) => ({
			line: "Too many short numbers did not match",
			remedy: `Try again after ${moment(ceilToMinute(untilMs))}, or scan the voucher`,
		}),
	},
	shortNumbersOff: {
		short: "No numbers",
		format: ({ why }) =>
			why === "policy"
				? { line: "Short numbers are not accepted today", remedy: "Scan the voucher on phone or paper" }
				: {
						line: "This kiosk has not fetched the short numbers",
						remedy: "Connect it to the network, or scan the voucher",
					},
	},
	alreadyRedeemed: {
		short: "Already used",
		format: ({ persons, atMs, label, here }, { moment }) => ({
			line: `${persons} admitted at ${moment(atMs)} at ${here ? "this window" : label}`,
			remedy: "No places left on it; ask whether the family is already in",
		}),
	},
	tooEarly: {
		short: "Too early",
		format: ({ fromMs, startsAtMs }, { moment, entry }) =>
			seatingEn.tooEarly[entry](moment(startsAtMs), moment(fromMs)),
	},
	tooLate: {
		short: "Too late",
		format: ({ untilMs, startsAtMs }, { moment, entry }) =>
			seatingEn.tooLate[entry](moment(startsAtMs), moment(untilMs)),
	},
	remainderSmaller: {
		short: "Too many",
		format: ({ remaining, asked }) => ({
			line: `Only ${remaining} left on this voucher, not ${asked}`,
			remedy: `Scan again and choose ${remaining}`,
		}),
	},
	sessionFull: {
		short: "Session full",
		format: ({ capacity, left }, { entry }) =>
			left > 0
				? { line: seatingEn.fewLeft[entry](left), remedy: `Scan again and choose ${left} or fewer` }
				: seatingEn.full[entry](capacity),
	},
	standingUncertain: {
		short: "Record unreadable",
		format: () => ({
			line: "A record of this voucher cannot be read; some of the party may be inside already",
			remedy: "Ask the supervisor to check who is inside",
		}),
	},
	clockUnsure: {
		short: "Time not confirmed",
		format: () => ({
			line: "This kiosk's time is not confirmed; nobody may be admitted",
			remedy: "Have the supervisor confirm the time first",
		}),
	},
	offerGone: {
		short: "Out of date",
		format: () => ({ line: "This scan is out of date; nobody was admitted", remedy: "Please scan the voucher again" }),
	},
	overridesSpent: {
		short: "Overrides used up",
		format: ({ most }) => ({
			line: `This shift has used its ${most} overrides`,
			remedy: "Close the shift and open a new one, or ask the union",
		}),
	},
	restored: {
		short: "Disk is old",
		format: () => ({
			line: "This disk is older than what the hub holds",
			remedy: "Do not admit; use another window. This one mends itself once online",
		}),
	},
	notRecorded: {
		short: "Not recorded",
		format: ({ why }) => ({
			line:
				why === "diskFull" ? "The disk is full: this cannot be recorded" : "The disk failed: this cannot be recorded",
			remedy: elsewhere,
		}),
	},
} satisfies RefusalWords;

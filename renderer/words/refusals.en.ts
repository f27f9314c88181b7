import type { RefusalWords } from "./refusal-words.ts";

const callSupervisor = "Do not admit. Call the supervisor.";
const elsewhere = "Do not admit. Use another window and tell the administrator.";

export const refusalsEn = {
	malformed: {
		short: "Not a voucher",
		tell: ({ why }) =>
			why === "length" || why === "encoding" || why === "fields"
				? { line: "The voucher was only half read", todo: "Brighten the phone, hold it still, scan again" }
				: { line: "This is not a voucher", todo: "Open the voucher page and scan again" },
	},
	unknownVersion: {
		short: "Unknown version",
		tell: () => ({
			line: "A newer voucher than this window knows",
			todo: "Use another window; ask for an update of this one",
		}),
	},
	forged: {
		short: "Not the union's",
		tell: () => ({ line: "This code was not issued by the union", todo: callSupervisor }),
	},
	wrongVenue: {
		short: "Another venue",
		tell: ({ title }, telling) =>
			title === null
				? { line: "This voucher is for another venue", todo: "See the venue's name on the voucher" }
				: { line: `This voucher is for ${telling.title(title)}`, todo: `Please go to ${telling.title(title)}` },
	},
	noAllocation: {
		short: "No allocation",
		tell: () => ({
			line: "This window has no allocation for today",
			todo: "Connect it to the network, or use another window",
		}),
	},
	allocationExpired: {
		short: "Allocation expired",
		tell: ({ closedAtMs }, { moment }) => ({
			line: `The allocation expired at ${moment(closedAtMs)}`,
			todo: "Connect to the network to renew it, then scan again",
		}),
	},
	wrongDay: {
		short: "Another day",
		tell: ({ fromMs, untilMs }, { nowMs, day }) =>
			untilMs < nowMs
				? { line: `This voucher was for ${day(fromMs)}`, todo: "Please book again" }
				: { line: `This voucher is for ${day(fromMs)}`, todo: `Please come on ${day(fromMs)}` },
	},
	revoked: {
		short: "Revoked",
		tell: (refusal) =>
			refusal.of === "window"
				? { line: "The union has revoked this window", todo: elsewhere }
				: {
						line: "The union has revoked this voucher",
						todo: refusal.leastIssue === null ? callSupervisor : "Open the newest voucher and scan again",
					},
	},
	notInAllocation: {
		short: "Not listed",
		tell: () => ({
			line: "This voucher is not in the allocation",
			todo: "Check the booking; if it is new, go online and scan again",
		}),
	},
	superseded: {
		short: "Reissued",
		tell: () => ({ line: "A newer voucher replaced this one", todo: "Open the newest voucher and scan again" }),
	},
	cancelled: {
		short: "Cancelled",
		tell: () => ({ line: "This booking was cancelled", todo: "To take part, please book again" }),
	},
	blocked: { short: "Blocked", tell: () => ({ line: "The union has blocked this voucher", todo: callSupervisor }) },
	rotationRequired: {
		short: "Screenshot",
		tell: ({ why }) =>
			why === "noDayKey"
				? { line: "This window has no day key to check the code with", todo: "Connect it, or try another window" }
				: { line: "A screenshot is not enough for this voucher", todo: "Open the voucher page on the phone" },
	},
	codeForged: {
		short: "False code",
		tell: () => ({ line: "No voucher page made this changing code", todo: callSupervisor }),
	},
	codeConsumed: {
		short: "Code used",
		tell: () => ({ line: "This code was used just now", todo: "Scan the next one, in 15 seconds at most" }),
	},
	codeTooOld: {
		short: "Old code",
		tell: ({ skewSeconds }) => ({
			line: `This code is ${-skewSeconds} seconds old, perhaps a screenshot`,
			todo: "Open the voucher page on the phone; if that fails, check its clock",
		}),
	},
	codeFromFuture: {
		short: "Clock wrong",
		tell: ({ skewSeconds }) => ({
			line: `The phone's clock is ${skewSeconds} seconds ahead of this window's`,
			todo: "Check both clocks and scan again",
		}),
	},
	shortNumberMalformed: {
		short: "Mistyped",
		tell: ({ why }) => ({
			line: why === "checkDigit" ? "A digit of the short number is wrong" : "A short number has 11 digits",
			todo: "Check it and type it again",
		}),
	},
	shortNumberUnknown: {
		short: "No match",
		tell: ({ triesLeft }) => ({
			line: "Short number and card do not match",
			todo: triesLeft > 0 ? `Check and type again: ${triesLeft} tries left` : "Locked now: scan the voucher",
		}),
	},
	shortNumbersLocked: {
		short: "Locked",
		tell: ({ untilMs }, { moment }) => ({
			line: "Too many short numbers did not match",
			todo: `Try again after ${moment(untilMs)}, or scan the voucher`,
		}),
	},
	shortNumbersOff: {
		short: "No numbers",
		tell: () => ({ line: "Short numbers are not accepted today", todo: "Scan the voucher on phone or paper" }),
	},
	alreadyRedeemed: {
		short: "Already used",
		tell: ({ persons, atMs, label, here }, { moment }) => ({
			line: `${persons} admitted at ${moment(atMs)} at ${here ? "this window" : label}`,
			todo: "No places left on it; ask whether the family is already in",
		}),
	},
	tooEarly: {
		short: "Too early",
		tell: ({ fromMs, startsAtMs }, { moment }) => ({
			line: `Your session is at ${moment(startsAtMs)}`,
			todo: `Please come back after ${moment(fromMs)}`,
		}),
	},
	tooLate: {
		short: "Too late",
		tell: ({ untilMs, startsAtMs }, { moment }) => ({
			line: `Your session was at ${moment(startsAtMs)}; admission ended at ${moment(untilMs)}`,
			todo: "Please book another session",
		}),
	},
	remainderSmaller: {
		short: "Too many",
		tell: ({ remaining, asked }) => ({
			line: `Only ${remaining} left on this voucher, not ${asked}`,
			todo: `Scan again and choose ${remaining}`,
		}),
	},
	sessionFull: {
		short: "Session full",
		tell: ({ capacity, left }) =>
			left > 0
				? { line: `Only ${left} places left in this session`, todo: `Scan again and choose ${left} or fewer` }
				: { line: `All ${capacity} places of this session are taken`, todo: "Please book another session" },
	},
	clockUnsure: {
		short: "Time not confirmed",
		tell: () => ({
			line: "This machine's time is not confirmed; nobody may be admitted",
			todo: "Have the supervisor confirm the time first",
		}),
	},
	offerGone: {
		short: "Out of date",
		tell: () => ({ line: "This scan is out of date; nobody was admitted", todo: "Please scan the voucher again" }),
	},
	restored: {
		short: "Disk is old",
		tell: () => ({
			line: "This disk is an old copy: the hub holds records that it lacks",
			todo: "Do not admit; use another window. It mends itself online; if not, tell the administrator",
		}),
	},
	notRecorded: {
		short: "Not recorded",
		tell: ({ why }) => ({
			line:
				why === "diskFull" ? "The disk is full: this cannot be recorded" : "The disk failed: this cannot be recorded",
			todo: elsewhere,
		}),
	},
} satisfies RefusalWords;

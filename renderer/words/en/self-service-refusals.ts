import type { MemberRefusalWords } from "../member-refusal-words.ts";
import { seatingEn } from "./seating.ts";

const atWindow = "Please go to a staffed window";
const staffWillLook = "Staff at a window will look into it for you";
const byNumber = { line: "Short numbers do not work here", remedy: "Show the voucher, or go to a staffed window" };

export const memberRefusalsEn = {
	malformed: ({ why }) =>
		why === "length" || why === "encoding" || why === "fields"
			? { line: "Your voucher was not read well", remedy: "Brighten the screen, hold it still, show it again" }
			: { line: "This is not a voucher", remedy: "Open the voucher page and show it again" },
	unknownVersion: () => ({ line: "This kiosk does not know newer vouchers yet", remedy: atWindow }),
	forged: () => ({ line: "This code was not issued by the union", remedy: staffWillLook }),
	wrongVenue: ({ title }, context) =>
		title === null
			? { line: "This voucher is for another venue", remedy: "See the venue's name on the voucher" }
			: { line: `This voucher is for ${context.title(title)}`, remedy: `Please go to ${context.title(title)}` },
	noAllocation: () => ({ line: "This kiosk has no list for today yet", remedy: atWindow }),
	allocationExpired: () => ({ line: "This kiosk's list has expired", remedy: atWindow }),
	wrongDay: ({ fromMs, untilMs }, { nowMs, day }) =>
		untilMs < nowMs
			? { line: `This voucher was for ${day(fromMs)}`, remedy: "To take part, please book again" }
			: { line: `This voucher is for ${day(fromMs)}`, remedy: `Please come on ${day(fromMs)}` },
	revoked: (refusal) => {
		if (refusal.of === "window") return { line: "This kiosk is out of service", remedy: atWindow };
		if (refusal.leastIssue === null) return { line: "This voucher is no longer valid", remedy: staffWillLook };
		return { line: "You have been given a newer voucher", remedy: "Open the newest one and show it" };
	},
	notInAllocation: () => ({ line: "This voucher is not on today's list", remedy: staffWillLook }),
	superseded: () => ({ line: "You have been given a newer voucher", remedy: "Open the newest one and show it" }),
	cancelled: () => ({ line: "This booking was cancelled", remedy: "To take part, please book again" }),
	blocked: () => ({ line: "This voucher has been stopped", remedy: staffWillLook }),
	rotationRequired: ({ why }) =>
		why === "noDayKey"
			? { line: "This kiosk cannot check this voucher now", remedy: atWindow }
			: { line: "Screenshots and prints are not accepted", remedy: "Open the voucher page on your phone and show it" },
	codeForged: () => ({ line: "This code does not check out", remedy: staffWillLook }),
	codeConsumed: () => ({ line: "This code was used just now", remedy: "Show the next one, in 15 seconds at most" }),
	codeTooOld: () => ({
		line: "This code is old, perhaps a screenshot",
		remedy: "Open the voucher page again and show it",
	}),
	codeFromFuture: () => ({
		line: "Your phone's clock is ahead of ours",
		remedy: "Set it to automatic, or go to a staffed window",
	}),
	shortNumberMalformed: () => byNumber,
	shortNumberUnknown: () => byNumber,
	shortNumbersLocked: () => byNumber,
	shortNumbersOff: () => byNumber,
	alreadyRedeemed: ({ persons, atMs }, { moment }) => ({
		line: `This voucher was used at ${moment(atMs)}: ${persons} ${persons === 1 ? "person" : "persons"}`,
		remedy: "Perhaps your family is in already; if not, ask staff",
	}),
	tooEarly: ({ fromMs, startsAtMs }, { moment, entry }) =>
		seatingEn.tooEarly[entry](moment(startsAtMs), moment(fromMs)),
	tooLate: ({ untilMs, startsAtMs }, { moment, entry }) =>
		seatingEn.tooLate[entry](moment(startsAtMs), moment(untilMs)),
	remainderSmaller: ({ remaining }) => ({
		line: `Only ${remaining} more may enter on this voucher`,
		remedy: `Show it again and choose ${remaining}`,
	}),
	sessionFull: ({ capacity, left }, { entry }) =>
		left > 0
			? {
					line: seatingEn.fewLeft[entry](left),
					remedy: left === 1 ? "Show it again and choose 1" : `Show it again and choose ${left} or fewer`,
				}
			: { line: seatingEn.full[entry](capacity).line, remedy: "Staff at a window will see what can be done" },
	standingUncertain: () => ({ line: "This machine cannot tell who of your party is inside", remedy: atWindow }),
	clockUnsure: () => ({ line: "This kiosk's clock is not set", remedy: atWindow }),
	offerGone: () => ({ line: "It took too long; nobody was admitted", remedy: "Please show the voucher once more" }),
	overridesSpent: () => ({ line: "This cannot be done here now", remedy: atWindow }),
	restored: () => ({ line: "This kiosk is out of service", remedy: atWindow }),
	notRecorded: () => ({ line: "This kiosk cannot record it; nobody was admitted", remedy: atWindow }),
} satisfies MemberRefusalWords;

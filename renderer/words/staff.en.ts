import type { StaffWords } from "./staff.zh-CN.ts";

export const staffEn = {
	keypad: "Figures",
	erase: "Erase one",
	next: "Next",
	close: "Close",
	asking: "One moment…",
	recording: "Saving…",
	unanswered: {
		line: "No answer came: it is not known whether it was done",
		remedy: "Look at the list on the right, then try again",
	},
	notRecorded: {
		line: "The disk did not take it; nothing was done",
		remedy: "Ask the administrator to check the disk",
	},
	by: "Supervisor",
	pin: "Supervisor's PIN",
	pinWrong: (tries) => ({
		line: "Wrong number or PIN",
		remedy: `${tries} ${tries === 1 ? "try" : "tries"} left; the supervisor should type it`,
	}),
	pinLocked: (time) => ({
		line: `PINs are locked until ${time}`,
		remedy: "Too many were wrong; vouchers are scanned as ever",
	}),
	slips: {
		choose: "Choose one first",
		staff: "Type the work number",
		shortNumber: "Some of the 11 digits are missing",
		checkDigit: "One digit is wrong: check the message",
		shortCard: "Type all four digits, from the card",
		short: "A PIN has six digits or more",
		sameDigit: "Not the same digit throughout",
		sequence: "Not digits in a row, such as 123456",
		different: "The two PINs differ: type both again",
	},
	supervisor: {
		title: "Set the first supervisor",
		lead: "Voids, overrides and set-up ask for a supervisor's work number and PIN. Let the supervisor type them, unseen.",
		staff: "Work number",
		pin: "PIN, 6 to 12 digits",
		again: "The PIN once more",
		confirm: "Done, start work",
		notSet: { line: "It was not set", remedy: "Try again; if it persists, restart the app" },
	},
	voidReasons: {
		wrongNumber: "Wrong number of persons",
		wrongVoucher: "Wrong voucher scanned",
		leftAgain: "They left without going in",
		sessionCancelled: "The session was called off",
		other: "Another reason",
	},
	overrideReasons: {
		listTooOld: "This window's list is not up to date",
		phoneFailed: "Their phone cannot show the code",
		lateByOurFault: "They are late through our fault",
		earlyByOurFault: "We asked them to come early",
		seatsFreed: "Others left, there are seats again",
		unionConfirmed: "The union has confirmed by phone",
	},
} satisfies StaffWords;

import type { Words } from "../zh-CN/words.ts";
import { keysEn } from "./counter-keys.ts";
import { panelsEn } from "./counter-panels.ts";
import { statusEn } from "./counter-status.ts";
import { networkEn } from "./network.ts";
import { refusalsEn } from "./refusals.ts";
import { scanTestEn } from "./scan-test.ts";
import { seatingEn } from "./seating.ts";
import { selfServiceEn } from "./self-service.ts";
import { memberRefusalsEn } from "./self-service-refusals.ts";
import { setupEn } from "./setup.ts";
import { staffEn } from "./staff.ts";
import { ticketEn } from "./ticket.ts";

export const en = {
	name: "English",
	product: "Pailou · Holiday vouchers",
	header: {
		online: "Online",
		offline: "Offline",
		offlineCalm: "works all the same",
		hub: {
			rubbish: "The hub's answer makes no sense",
			refused: "The hub refuses this kiosk: tell the administrator",
			outOfStep: "Journal and hub disagree: tell the administrator",
			internal: "Fault on this machine: admit as usual, tell the administrator",
		},
		allSent: "Journal all sent",
		unsent: (lines) => `${lines} ${lines === 1 ? "line" : "lines"} to send`,
		allocation: (time, age) => `List ${time} (${age})`,
		stale: (age) => `Not checked since ${age}`,
		neverChecked: "Never checked with the hub",
		noAllocation: "No list for today yet",
		allocationTrouble: {
			untrusted: "New list badly signed, not used",
			unfit: "New list incomplete, not used",
			foreign: "New list is another venue's, not used",
			notSealed: "New list not sealed to this kiosk yet; asked for again soon",
			keyringShut: "Keyring locked, new lists stay closed: tell the administrator",
		},
		justNow: "just now",
		minutesAgo: (minutes) => `${minutes} min ago`,
		hoursAgo: (hours) => `${hours} h ago`,
		clockBehind: (by) => `This clock is ${by} behind the hub: tell the administrator`,
		clockAhead: (by) => `This clock is ${by} ahead of the hub: tell the administrator`,
		clockDoubt: {
			hubDiffers: (by, isAhead) =>
				`The hub's clock is ${by} ${isAhead ? "ahead" : "behind"}, not used: ask the supervisor`,
			movedByHub: (by, isAhead) => `The hub put this clock ${by} ${isAhead ? "forward" : "back"}: ask the supervisor`,
			phonesDiffer: (by, isAhead) =>
				`Phones are ${by} ${isAhead ? "ahead of" : "behind"} this clock: ask the supervisor`,
			machineDiffers: (by, isAhead) => `The system clock is ${by} ${isAhead ? "ahead" : "behind"}: ask the supervisor`,
		},
		span: (minutes) =>
			minutes < 120
				? `${minutes} min`
				: minutes < 2880
					? `${Math.round(minutes / 60)} h`
					: `${Math.round(minutes / 1440)} days`,
		keysPlain: "Keys not encrypted",
		keysPlainWhy: "No system keyring here: the signing key lies on the disk in plain text",
	},
	counter: {
		present: "Show the voucher",
		aim: "Fill the frame, or use the barcode scanner",
		wedgeOnly: "Scan the voucher with the barcode scanner",
		checking: "Checking…",
		refreshing: "One moment",
		admitted: "Welcome",
		persons: (persons) => (persons === 1 ? "1 person" : `${persons} persons`),
		personsUnit: (persons) => (persons === 1 ? "person" : "persons"),
		remaining: (persons) => `${persons} still to come`,
		remainingNone: "The whole party is in",
		place: (place) => `Block ${place}`,
		offered: "Admit?",
		howMany: "How many now?",
		ofParty: (party, remaining) => (party === remaining ? `Party of ${party}` : `Party of ${party}, ${remaining} left`),
		stayBehind: (persons) => `${persons} may come later`,
		card: "Card ends in",
		admitKey: (persons) => `Admit ${persons}`,
		recording: "Recording…",
		dismissKey: "Dismiss",
		chooseKey: "How many",
		refused: "Refused",
		queued: (scans) => `${scans} more ${scans === 1 ? "code is" : "codes are"} waiting`,
		nextKey: "Next one",
		troubleWord: "Wait",
		unanswered: {
			line: "No answer came: it is not known whether anyone was admitted",
			remedy: "Look for it in the list on the right, then scan again",
		},
		interrupted: {
			line: "The screen broke off for a moment; nothing is lost",
			remedy: "If the last one is not in the list on the right, scan it again",
		},
		failed: {
			line: "This could not be checked; nobody was admitted",
			remedy: "Scan again; if it persists, restart the app",
		},
		notFor: (session) => `Session: ${session}`,
	},
	number: {
		hint: "Phone dead? Type the short number",
		title: "Short number",
		lead: "11 digits, in the booking's message",
		digits: "Short number",
		card: "Last four of the member's card",
		ask: "Check",
		tries: (tries) => `${tries} ${tries === 1 ? "try" : "tries"} left`,
		locked: (time) => ({
			line: `Locked until ${time}`,
			remedy: "Too many numbers did not match; vouchers are scanned as ever",
		}),
		off: {
			policy: { line: "No short numbers today", remedy: "Scan the voucher on phone or paper" },
			noIndex: {
				line: "Short numbers have not been fetched",
				remedy: "Connect this kiosk to the network, or scan the voucher",
			},
			noAllocation: {
				line: "This kiosk has no list for today",
				remedy: "Connect it to the network, or use another window",
			},
		},
	},
	side: {
		allocated: "Allocated",
		admitted: "In here",
		expected: "Not in here",
		starts: (time) => `Starts ${time}`,
		others: "Other sessions today (in here / allocated)",
		noSessions: "No sessions today",
		noSessionsWhy: "They appear here once today's list has come.",
		recent: "Last scans",
		noRecent: "Nobody yet. Everything is ready.",
		admittedOutcome: (persons) => `Admitted ${persons}`,
		unknownRefusal: "Not admitted",
		line: (line) => `No. ${line}`,
	},
	focusLost:
		"Another window has the keyboard, and it is being taken back. If the scanner is not read, touch the screen",
	keys: keysEn,
	camera: {
		starting: { line: "Opening the camera", remedy: "The barcode scanner works already" },
		absent: { line: "No camera found", remedy: "Plug one in and it opens by itself; the barcode scanner works" },
		denied: { line: "The camera is not allowed", remedy: "Allow it in the system settings; the barcode scanner works" },
		unplugged: {
			line: "The camera was unplugged",
			remedy: "Check its cable, it comes back by itself; the barcode scanner works",
		},
		stalled: {
			line: "The camera gives no picture",
			remedy: "Check its cable, or plug it in again; it comes back by itself, and the barcode scanner works",
		},
		failed: { line: "The camera cannot be opened", remedy: "Close whatever else uses it; the barcode scanner works" },
	},
	enrol: {
		title: "Enrol this device as a kiosk",
		lead: "Once enrolled, it exchanges vouchers even without a network.",
		label: "Enrolment code",
		placeholder: "ABCD-23456789.…@https://…",
		scan: "Hold the enrolment QR before the camera, or use the barcode scanner",
		or: "Or type it here",
		submit: "Enrol",
		busy: "Enrolling…",
		how: "How to get a code: ask the union's or the venue's administrator to make one at the hub for this kiosk. It works once.",
		done: "Enrolled",
		/** After the cause of a hub that was not reached. */
		codeKept: "The code is not used up.",
		failures: {
			notACode: {
				line: "This is not an enrolment code",
				remedy: "Type all of it, from the first four letters to the address.",
			},
			codeRefused: {
				line: "The hub does not accept this code",
				remedy: "It may be used or expired: ask for a new one.",
			},
			untrustedHub: { line: "This is not the hub the code names", remedy: "Do not go on. Tell the administrator." },
			rubbish: {
				line: "The hub's answer makes no sense",
				remedy: "Have its address and version checked, then try again.",
			},
			keyringMissing: {
				line: "This kiosk has no system keyring to use",
				remedy: "Install and unlock one: the app then starts again by itself; the code is not used up.",
			},
			alreadyEnrolled: { line: "This device is enrolled already", remedy: "Restart the app." },
		},
		failed: { line: "Enrolment did not finish", remedy: "The app did not answer: try again, or restart it." },
	},
	clock: {
		title: "Is this kiosk's time right?",
		whyLine: (moment) => `It is before the last record (${moment}), so one of the two is wrong.`,
		whyNever: "It is before this app was written, so it cannot be right.",
		untilThen: "Nobody is admitted until the supervisor confirms it.",
		year: "Year",
		month: "Month",
		day: "Day",
		hour: "Hour",
		minute: "Min",
		choose: "Choose a part",
		change: "More, less",
		confirm: "It is right, start work",
		confirming: "Confirming…",
		refused: { line: "This time cannot be right", remedy: "Compare it with a phone or a clock on the wall." },
	},
	trouble: {
		databaseFromFuture: {
			title: "Data from a newer version",
			line: "A newer version of this app wrote this device's data; this one will not touch it.",
			remedy: "Install the newest version. Nothing is lost.",
		},
		databaseDamaged: {
			title: "The data file is damaged",
			line: "The file that records admissions cannot be read, so this kiosk is closed.",
			remedy: "Use another window and tell the administrator. Delete nothing.",
		},
		storeLocked: {
			title: "Another program holds this kiosk's data",
			line: "A backup or a virus scanner is using the data, or the app was started twice.",
			remedy:
				"There is no need to restart: it goes on by itself when the data is free. If it stays so, close the other program.",
		},
		diskFull: {
			title: "The disk is full",
			line: "There is no room to record an admission, so nobody can be admitted.",
			remedy: "Free some space: it then goes on by itself. What was recorded is all there.",
		},
		diskReadOnly: {
			title: "The disk cannot be written",
			line: "The disk with this kiosk's data can be read but not written, so nobody can be admitted.",
			remedy: "Let the administrator check the disk and its permissions: it then goes on by itself.",
		},
		diskFailed: {
			title: "The disk has errors",
			line: "The disk with this kiosk's data has errors, so nobody can be admitted.",
			remedy:
				"Let the administrator check the disk and its cable: it then goes on by itself. If it stays so, use another window.",
		},
		identityMissing: {
			title: "This kiosk's identity is missing",
			line: "Its signing key is gone or cannot be read; it can record nothing more.",
			remedy: "Ask the administrator to revoke this kiosk and enrol it again.",
		},
		keyringMissing: {
			title: "The system's keyring is locked",
			line: "This kiosk's signing key is kept in the system's keyring, which does not give it out now.",
			remedy:
				"Unlock the keyring with the usual account: the app then starts again by itself. What was recorded is all there.",
		},
		crashing: {
			title: "The screen keeps failing",
			line: "It could not be opened several times; it is opened again by itself shortly.",
			remedy: "Please wait: records are safe. If it goes on, tell the administrator.",
		},
		unanswering: {
			title: "The app does not answer",
			line: "Its background part has stopped; it is tried again every few seconds.",
			remedy: "If this lasts half a minute, restart the app. Records are safe.",
		},
		unknown: {
			title: "Something went wrong",
			line: "This kiosk cannot work for now.",
			remedy: "Restart the app; if it persists, tell the administrator.",
		},
	},
	pass: {
		title: "Voucher",
		party: (persons) => (persons === 1 ? "1 person" : `Party of ${persons}`),
		partyHint: "You may arrive in parts; whoever booked need not be there",
		when: "Session",
		where: "Place",
		admitSpan: (from, until) => `${from} to ${until}`,
		showIt: "Show it at a window or kiosk, screen bright",
		rotates: "A new code every 15 seconds; screenshots and prints are not accepted",
		clockFast: (span) => `This phone's clock is ${span} fast. The code is made for the right time.`,
		clockSlow: (span) => `This phone's clock is ${span} slow. The code is made for the right time.`,
		loading: "Fetching the voucher…",
		offline: (time) => `No network now. This copy was kept at ${time} and may still be shown.`,
		cancelled: { line: "This booking was cancelled", remedy: "To take part, please book again." },
		blocked: { line: "The union has blocked this voucher", remedy: "Ask the union, or at the service desk." },
		revoked: { line: "The union has revoked this voucher", remedy: "Ask the union, or at the service desk." },
		notFound: { line: "No such voucher", remedy: "Open the link again from the booking account." },
		unreachable: { line: "No network just now", remedy: "The voucher appears here once there is one." },
		language: "Language",
	},
	seating: seatingEn,
	network: networkEn,
	refusals: refusalsEn,
	staff: staffEn,
	panels: panelsEn,
	watch: statusEn,
	ticket: ticketEn,
	scanTest: scanTestEn,
	setup: setupEn,
	memberRefusals: memberRefusalsEn,
	selfService: selfServiceEn,
} satisfies Words;

import type { PanelsWords } from "../zh-CN/counter-panels.ts";

const diskFailed = { line: "The disk did not take it; nothing was done", remedy: "Ask the administrator to check it" };
const noAllocation = {
	line: "This kiosk has no list for today",
	remedy: "Connect it to the network, press F5 and try again",
};

export const panelsEn = {
	overrideTag: "Override",
	voidedTag: "Void",
	void: {
		title: "Void an admission",
		lead: "Once void, the same voucher lets them in again.",
		line: "Which one",
		why: "Reason",
		action: "Void it",
		none: { line: "There is nothing to void", remedy: "Only this kiosk's admissions of the last 30 minutes" },
		done: (persons) => (persons === 1 ? "1 person undone" : `${persons} persons undone`),
		again: (remaining) => `${remaining} may come in on this voucher`,
		failures: {
			noSuchLine: { line: "It was not found; nothing is void", remedy: "Close this, and look at the last scans" },
			alreadyVoided: { line: "It is void already", remedy: "Nothing to do: scan the voucher" },
			tooLate: { line: "More than 30 minutes ago: too late", remedy: "Note what happened, and tell the union" },
			notRecorded: diskFailed,
		},
	},
	override: {
		title: "Supervisor's override",
		admitted: "By override",
		may: "A supervisor may override",
		noCode: "On the list, but no code can be shown",
		persons: "How many",
		why: "Reason",
		action: "Admit",
		left: (times) => `${times} ${times === 1 ? "override" : "overrides"} left in this shift; each is recorded`,
	},
	lookUp: {
		title: "Look up a card",
		of: (card) => `Cards ending in ${card}`,
		lead: "Today's list of this venue. Being found admits nobody.",
		card: "Last four of the member's card",
		action: "Look up",
		override: "Override",
		none: { line: "No such card on today's list", remedy: "Check the card; it may be for another day or venue" },
		more: (vouchers) => `${vouchers} more not shown: use the short number or the code`,
		failures: {
			noAllocation,
			notRecorded: {
				line: "The disk did not take it; nothing was looked up",
				remedy: "Ask the administrator to check it",
			},
		},
	},
	found: {
		party: (persons) => (persons === 1 ? "1 person" : `Party of ${persons}`),
		left: (persons) => `${persons} left`,
		last: (time, persons) => `${persons} in ${time}`,
		note: "Whoever can show a code is scanned; an override is for those who cannot.",
		noSession: "Session unknown",
		good: "Good",
		notOverridable: (line) => `No override: ${line}`,
	},
	reprint: {
		title: "Print again",
		lead: "The ticket will say which copy it is.",
		line: "Which ticket",
		action: "Print",
		done: "Sent to the printer",
		copy: (copy) => `Copy ${copy}`,
		none: { line: "Nobody came in lately: no ticket to print", remedy: "There is one after an admission" },
		failures: {
			noPrinter: { line: "This kiosk has no printer", remedy: "Choose one in set-up: F10" },
			noSuchLine: { line: "This one has no ticket", remedy: "Choose another" },
			voided: { line: "This one is void and is not printed again", remedy: "Choose another" },
		},
	},
	shift: {
		opening: { title: "Open a shift", lead: "Type your work number to begin.", action: "Open" },
		closing: {
			title: "Close the shift",
			lead: "Count the ticket stubs and type the persons on them. Leave it empty where there are none.",
			action: "Close the shift",
		},
		staff: "Work number",
		stubs: "Persons on the stubs",
		since: (staff, time) => `${staff}, since ${time}`,
		opened: "Shift open",
		slip: "Closing slip",
		slipRows: {
			allocated: "Persons on today's list",
			admissions: "Admissions",
			persons: "Persons in, less voids",
			refusals: "Not admitted",
			voids: "Voids",
			voidedPersons: "Persons undone",
			overrides: "Overrides",
			conflicts: "Conflicts told by the hub",
			unsent: "Lines not yet sent",
		},
		counted: {
			notCounted: "No stubs were counted",
			same: (stubs) => `${stubs} on the stubs: as many as came in`,
			fewer: (stubs, by) => `${stubs} on the stubs, ${by} fewer than came in`,
			more: (stubs, by) => `${stubs} on the stubs, ${by} more than came in`,
		},
		failures: {
			alreadyOpen: { line: "A shift is open already", remedy: "Close that one first" },
			noAllocation,
			notOpen: { line: "No shift is open", remedy: "Open one: F9" },
			notRecorded: diskFailed,
		},
	},
} satisfies PanelsWords;

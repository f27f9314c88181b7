import type { StatusWords } from "../zh-CN/counter-status.ts";

export const statusEn = {
	shift: (staff, time) => `${staff} since ${time}`,
	unreadable: (lines) => (lines === 1 ? "1 line unreadable" : `${lines} lines unreadable`),
	unreadableWhy:
		"Lines of this kiosk's journal cannot be read. They are kept and sent to the hub; tell the IT staff. Vouchers they name need a supervisor.",
	arrivals: "Persons here per 10 minutes",
	arrivalsTold: (slots) => `Persons here per 10 minutes: ${slots}`,
	slot: (time, persons) => `${time}, ${persons}`,
	comma: ", ",
	arrivalsNone: "nobody yet",
	printer: {
		ready: "Printer ready",
		low: "Paper low",
		trouble: {
			paperOut: "No paper",
			coverOpen: "Printer cover open",
			offline: "Printer not connected",
			busy: "Printer in use elsewhere",
			silent: "Printer takes tickets, confirms none",
			notRecorded: "Disk fault: nothing is printed",
			error: "Printer fault",
		},
		remedy: {
			paperOut: "Put in a new roll",
			coverOpen: "Close the cover until it clicks",
			offline: "Check its power and cable",
			busy: "Close what else uses it, or unplug the other computer",
			silent: "Switch it off and on; if it stays so, connect it by USB",
			notRecorded: "Free some disk space; it goes on by itself",
			error: "Switch it off and on; if it persists, tell the administrator",
		},
		lowRemedy: "Have a new roll at hand",
		waiting: (tickets) => `${tickets} ${tickets === 1 ? "ticket waits" : "tickets wait"}`,
	},
	doubt: {
		title: (time, persons) => `Is the ticket of ${time} (${persons}) there?`,
		why: {
			inDoubt: "Nothing confirms that it was printed. Look at the printer.",
			unsent: "The app was interrupted before it was printed. Print it if they still wait.",
			failed: "It did not come out. Print it again if it is needed.",
		},
		there: "It is there, or not needed",
		missing: "No, print it",
		more: (tickets) => `${tickets} more to ask about`,
		failed: "It was not noted: press again",
	},
	notices: {
		title: "Wants staff",
		here: "This window",
		more: (places) => `${places} more`,
		of: {
			member: "someone calls for staff",
			printer: "see to the printer",
			camera: "see to the camera",
			scanner: "see to the scanner",
			allocation: "list too old to work with",
		},
		camera: {
			absent: "no camera found",
			denied: "the camera is not allowed",
			unplugged: "the camera was unplugged",
			stalled: "the camera gives no picture",
			failed: "the camera cannot be opened",
		},
		scanner: {
			absent: "the scanner was unplugged",
			denied: "the scanner is not allowed",
			busy: "the scanner is in use elsewhere",
			failed: "the scanner cannot be read",
		},
		allocation: {
			none: "no list to work with",
			expired: "the list has expired",
		},
	},
} satisfies StatusWords;

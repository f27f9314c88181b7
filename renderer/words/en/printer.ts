import type { PrinterWords } from "../zh-CN/printer.ts";

export const printerEn = {
	trouble: {
		paperOut: { line: "The printer is out of paper", remedy: "Put in a new roll; it goes on by itself" },
		coverOpen: { line: "The printer's cover is open", remedy: "Close it; it goes on by itself" },
		offline: { line: "The printer is not connected", remedy: "Check its power and its cable; it goes on by itself" },
		busy: { line: "Another program has the printer", remedy: "Close that program; it goes on by itself" },
		error: {
			line: "The printer has a fault",
			remedy: "Switch it off and on; if that does not help, look at its lights or tell the administrator",
		},
	},
	nearEnd: { line: "The printer's paper is running low", remedy: "Have a new roll ready" },
	waiting: (tickets) => (tickets === 1 ? "1 ticket waits" : `${tickets} tickets wait`),
	open: {
		inDoubt: { line: "Did this ticket come out?", remedy: "It was cut short: look at the printer's mouth" },
		unsent: { line: "This ticket was not printed yet", remedy: "Print it if somebody is waiting for it" },
		failed: { line: "This ticket did not come out", remedy: "The system refused it: print it again if it is wanted" },
	},
	isThere: "It is there, and whole",
	notThere: "No, print one",
	notNeeded: "Not needed",
	printAgain: "Print again",
	member: { line: "No paper ticket just now", remedy: "You are admitted: please fetch your ticket at the window" },
} satisfies PrinterWords;

import type { PrinterAvailability } from "../../core/contract/printer.ts";
import type { PrinterCondition, PrintOutcome } from "./printer.ts";

/** The last known condition of the printer, and since when. */
export type PrinterStatus = {
	readonly update: (now: PrinterCondition) => void;
	readonly isTroubled: () => boolean;
	readonly availability: (waiting: number) => PrinterAvailability;
};

export function createPrinterStatus(nowMs: () => number, changed: () => void): PrinterStatus {
	let condition: PrinterCondition = { kind: "mute" };
	let sinceMs = nowMs();
	return {
		update(now) {
			if (isSame(now, condition)) return;
			condition = now;
			sinceMs = nowMs();
			changed();
		},
		isTroubled: () => condition.kind === "trouble",
		availability(waiting) {
			if (condition.kind === "trouble") return { ...condition, sinceMs, waiting };
			return { kind: "ready", isPaperLow: condition.kind === "well" && condition.isNearEnd };
		},
	};
}

function isSame(a: PrinterCondition, b: PrinterCondition): boolean {
	switch (a.kind) {
		case "mute":
			return b.kind === "mute";
		case "well":
			return b.kind === "well" && a.isNearEnd === b.isNearEnd;
		case "trouble":
			return b.kind === "trouble" && a.why === b.why;
		default:
			return a satisfies never;
	}
}

/** Null where the outcome says nothing about the printer. */
export function conditionAfter(outcome: PrintOutcome): PrinterCondition | null {
	switch (outcome.kind) {
		case "printed":
			return outcome.condition;
		case "unanswered":
			return { kind: "mute" };
		case "undrawable":
			return null;
		case "failed":
		case "unknown":
			return { kind: "trouble", why: outcome.why };
		default:
			return outcome satisfies never;
	}
}

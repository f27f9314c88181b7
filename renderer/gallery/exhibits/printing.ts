import type { PrintAgain, PrinterShown, PrinterTrouble, TicketInDoubt } from "../../../core/contract/contract.ts";
import { type Exhibit, never, says } from "../exhibit.ts";
import { at, minuteMs, nowMs } from "../samples/moment.ts";
import { matinee } from "../samples/palace.ts";
import { eventful } from "../samples/staff.ts";
import { type Ready, ready } from "../samples/window.ts";
import { pause, presses, sees } from "../steps.ts";
import { atCounter } from "./counter/at-counter.ts";

const well: PrinterShown = { kind: "ready", isPaperLow: false };
const troubles: Readonly<Record<PrinterTrouble, Exhibit>> = {
	paperOut: trouble("paperOut", 2),
	coverOpen: trouble("coverOpen", 0),
	offline: trouble("offline", 1),
	busy: trouble("busy", 0),
	error: trouble("error", 14),
};
const doubts: readonly TicketInDoubt[] = [
	{ line: 131, incarnation: 1, atMs: at("14:02"), persons: 3, session: matinee.session },
	{ line: 132, incarnation: 1, atMs: at("14:03"), persons: 1, session: matinee.session },
];

export const printingExhibits: readonly Exhibit[] = [
	shown("printer-ready", "[data-printer=ready]", { printer: well }),
	shown("printer-paper-low", "[data-printer=low]", { printer: { ...well, isPaperLow: true } }),
	...Object.values(troubles),
	shown("doubt-one", "[data-doubt]", { printer: well, ticketsInDoubt: doubts.slice(0, 1) }),
	shown("doubt-two", "[data-doubt]", { printer: well, ticketsInDoubt: doubts }),
	shown("doubt-failed", "[data-settling=failed]", { printer: well, ticketsInDoubt: doubts }, [
		sees("[data-doubt]"),
		() => pause(700),
		presses("KeyY"),
	]),
	reprint("again-which", ".field-here[data-field=line]", []),
	reprint("again-asking", "[data-panel-phase=asking]", [presses("Enter")]),
	reprint("again-queued", "[data-done=queued]", [presses("ArrowDown"), presses("Enter")], { kind: "queued", copy: 2 }),
	reprint("again-no-ticket", ".panel-told b", [presses("Enter")], { kind: "notQueued", why: "noSuchLine" }),
	atCounter("printing/again-no-printer", "[data-panel-phase=blocked]", {
		steps: [sees("[data-verdict=waiting]"), presses("F6"), sees("[data-panel=reprint]")],
	}),
];

function trouble(why: PrinterTrouble, waiting: number): Exhibit {
	const printer: PrinterShown = { kind: "trouble", why, sinceMs: nowMs - 3 * minuteMs, waiting };
	return shown(`printer-${why}`, `[data-printer=${why}]`, { printer });
}

function shown(state: string, shows: string, other: Partial<Ready>, steps: Exhibit["steps"] = []): Exhibit {
	return atCounter(`printing/${state}`, shows, { script: { state: says(ready(other)) }, steps });
}

function reprint(state: string, shows: string, steps: Exhibit["steps"], outcome?: PrintAgain): Exhibit {
	return atCounter(`printing/${state}`, shows, {
		script: {
			state: says(ready({ printer: well, recent: eventful })),
			printAgain: outcome === undefined ? never : says(outcome),
		},
		steps: [sees("[data-verdict=waiting]"), presses("F6"), sees("[data-panel=reprint]"), ...steps],
	});
}

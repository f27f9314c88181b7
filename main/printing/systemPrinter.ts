import type { PaperWidth, PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import type { PrintCallbacks, Printer, PrinterCondition, PrintOutcome } from "./printer.ts";

/** A printer as the operating system lists it. The options are CUPS's attributes on Linux and macOS, and few on Windows. */
export type SystemQueue = { readonly name: string; readonly options: Readonly<Record<string, string>> };

/** The operating system's printing, through Electron. */
export type SystemPrinting = {
	readonly queues: () => Promise<readonly SystemQueue[]>;
	/** Renders the ticket's page, calls `beforeSend`, and prints without a dialog; a null name is the default printer. */
	readonly print: (
		ticket: Ticket,
		paper: PaperWidth,
		name: string | null,
		beforeSend: () => boolean,
	) => Promise<SpoolOutcome>;
};
/** Whether the spooler accepted it; `notSent`: it was never asked to, `unsure`: it did not answer. */
export type SpoolOutcome =
	| { readonly kind: "spooled" }
	| { readonly kind: "refused"; readonly reason: string }
	| { readonly kind: "notSent" }
	| { readonly kind: "unsure" };

/** A printer of the operating system. It reports when a ticket was spooled, never when it was printed. */
export function openSystemPrinter(system: SystemPrinting, name: string | null, paper: PaperWidth): Printer {
	async function queryCondition(): Promise<PrinterCondition> {
		const queues = await system.queues();
		const [queue, other] = name === null ? queues : queues.filter((one) => one.name === name);
		if (queue === undefined) return { kind: "trouble", why: "offline" };
		// Electron does not tell which of several printers is the default.
		return other === undefined ? conditionOf(queue) : { kind: "mute" };
	}

	async function print(ticket: Ticket, { beforeSend }: PrintCallbacks): Promise<PrintOutcome> {
		const before = await queryCondition();
		if (before.kind === "trouble") return { kind: "failed", why: before.why };
		const spooling = await system.print(ticket, paper, name, beforeSend);
		switch (spooling.kind) {
			case "spooled":
				return { kind: "unanswered" };
			case "refused":
			case "notSent":
				return { kind: "failed", why: "error" };
			case "unsure":
				return { kind: "unknown", why: "error" };
			default:
				return spooling satisfies never;
		}
	}

	return { queryCondition, print, close() {} };
}

/** RFC 8011, 5.4.12: reasons may end in -report, -warning or -error; a report does not keep it from printing. */
const reasonPatterns: readonly (readonly [RegExp, PrinterTrouble])[] = [
	[/^(cover|door|interlock)-open/, "coverOpen"],
	[/^media-(empty|needed)/, "paperOut"],
	[/^(offline|connecting-to-device|timed-out|shutdown)/, "offline"],
	[/^(media-jam|paused|stopp|spool-area-full|cups-missing-filter|cups-insecure-filter)/, "error"],
];
const stoppedState = "5";

/** `printer-state` (3 idle, 4 processing, 5 stopped) and `printer-state-reasons`. */
export function conditionOf({ options }: SystemQueue): PrinterCondition {
	const stated = options["printer-state-reasons"];
	if (stated === undefined) return { kind: "mute" };
	const given = stated.split(",").filter((reason) => !reason.endsWith("-report"));
	const found = reasonPatterns.find(([pattern]) => given.some((reason) => pattern.test(reason)));
	if (found !== undefined) return { kind: "trouble", why: found[1] };
	if (options["printer-state"] === stoppedState) return { kind: "trouble", why: "error" };
	return { kind: "well", isNearEnd: given.some((reason) => reason.startsWith("media-low")) };
}

import type { PaperWidth, PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { sleep, type Timers } from "../../sync/clock.ts";
import type { PrinterTimeouts } from "./escPos.ts";
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

export type SystemPrinterParts = {
	readonly system: SystemPrinting;
	readonly name: string | null;
	readonly paper: PaperWidth;
	readonly timeouts: Pick<PrinterTimeouts, "pollMs" | "stallMs">;
	readonly timers: Timers;
};

/** A printer of the operating system. Of a ticket it reports that it was spooled; of its queue, where it can, that it works on it. */
export function openSystemPrinter({ system, name, paper, timeouts, timers }: SystemPrinterParts): Printer {
	let isClosed = false;

	/** Null when the system does not have it. `several`: Electron does not tell which of them is the default. */
	async function findQueue(): Promise<SystemQueue | "several" | null> {
		const queues = await system.queues();
		const [queue, other] = name === null ? queues : queues.filter((one) => one.name === name);
		return other === undefined ? (queue ?? null) : "several";
	}

	async function queryCondition(): Promise<PrinterCondition> {
		const queue = await findQueue();
		if (queue === null) return { kind: "trouble", why: "offline" };
		return queue === "several" ? { kind: "mute" } : conditionOf(queue);
	}

	/** Waits while the queue works. A queue that stops leaves the ticket in doubt; without a state it can only be believed. */
	async function followQueue({ onTrouble }: PrintCallbacks): Promise<PrintOutcome> {
		let idleLooks = 0;
		for (let waitedMs = 0; waitedMs < timeouts.stallMs && !isClosed; waitedMs += timeouts.pollMs) {
			await sleep(timers, timeouts.pollMs);
			const queue = await findQueue();
			if (queue === null) return { kind: "unknown", why: "offline" };
			const condition = queue === "several" ? ({ kind: "mute" } as const) : conditionOf(queue);
			if (condition.kind === "mute") return { kind: "unanswered" };
			if (condition.kind === "trouble") {
				onTrouble(condition.why);
				return { kind: "unknown", why: condition.why };
			}
			idleLooks = queue !== "several" && queue.options["printer-state"] === busyState ? 0 : idleLooks + 1;
			if (idleLooks >= idleLooksOfPrinted) return { kind: "printed", condition };
		}
		return { kind: "unknown", why: "silent" };
	}

	async function print(ticket: Ticket, callbacks: PrintCallbacks): Promise<PrintOutcome> {
		const before = await queryCondition();
		if (before.kind === "trouble") return { kind: "failed", why: before.why };
		let isRecorded = true;
		const spooling = await system.print(ticket, paper, name, () => {
			isRecorded = callbacks.beforeSend();
			return isRecorded;
		});
		switch (spooling.kind) {
			case "spooled":
				return await followQueue(callbacks);
			case "refused":
				return { kind: "failed", why: "error" };
			case "notSent":
				return isRecorded ? { kind: "undrawable" } : { kind: "failed", why: "notRecorded" };
			case "unsure":
				return { kind: "unknown", why: "error" };
			default:
				return spooling satisfies never;
		}
	}

	return {
		queryCondition,
		print,
		trust() {},
		close() {
			isClosed = true;
		},
	};
}

/** RFC 8011, 5.4.12: reasons may end in -report, -warning or -error; a report does not keep it from printing. */
const reasonPatterns: readonly (readonly [RegExp, PrinterTrouble])[] = [
	[/^(cover|door|interlock)-open/, "coverOpen"],
	[/^media-(empty|needed)/, "paperOut"],
	[/^(offline|connecting-to-device|timed-out|shutdown)/, "offline"],
	[/^(media-jam|paused|stopp|spool-area-full|cups-missing-filter|cups-insecure-filter)/, "error"],
];
const busyState = "4";
/** A queue takes a moment to begin with what was spooled. */
const idleLooksOfPrinted = 2;
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

import type { PaperWidth, PrinterSettings, PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import type { Timers } from "../../sync/clock.ts";
import type { Bitmap } from "./bitmap.ts";
import { openEscPos, type PrinterTimeouts } from "./escPos.ts";
import { openFileTransport } from "./fileTransport.ts";
import { openSystemPrinter, type SystemPrinting } from "./systemPrinter.ts";
import { openTcpTransport } from "./tcpTransport.ts";

/** How a printer is, when it is asked. `mute`: it is there, and tells nothing of itself. */
export type PrinterCondition =
	| { readonly kind: "well"; readonly isNearEnd: boolean }
	| { readonly kind: "mute" }
	| { readonly kind: "trouble"; readonly why: PrinterTrouble };

export type PrintOutcome =
	/** The printer said that it is done, and how it is now. */
	| { readonly kind: "printed"; readonly condition: PrinterCondition }
	/** It took all of it and cannot be asked. */
	| { readonly kind: "unanswered" }
	/** Nothing came out. */
	| { readonly kind: "failed"; readonly why: PrinterTrouble }
	/** All of it may have come out, or a part, or nothing: only a person can tell. */
	| { readonly kind: "unknown"; readonly why: PrinterTrouble };

/** Who waits for a ticket. */
export type PrintCallbacks = {
	/** Called once, before the first byte of the ticket leaves; false stops it there. */
	readonly beforeSend: () => boolean;
	/** What keeps the printer in the middle of a ticket; null when it goes on. */
	readonly onTrouble: (why: PrinterTrouble | null) => void;
};

export type Printer = {
	readonly queryCondition: () => Promise<PrinterCondition>;
	readonly print: (ticket: Ticket, waiting: PrintCallbacks) => Promise<PrintOutcome>;
	/** Ends what it is at. A ticket that is being printed is then `unknown`. */
	readonly close: () => void;
};

export type PrinterParts = {
	/** The ticket's page in the dots of such paper; null when it could not be drawn. */
	readonly draw: (ticket: Ticket, paper: PaperWidth) => Promise<Bitmap | null>;
	readonly system: SystemPrinting;
	readonly patience: PrinterTimeouts;
};

/** Null for a window without a printer. */
export function openPrinter(
	{ connection, paper }: PrinterSettings,
	parts: PrinterParts,
	timers: Timers,
): Printer | null {
	const { patience } = parts;
	switch (connection.kind) {
		case "none":
			return null;
		case "tcp":
			return openEscPos({
				open: () => openTcpTransport(connection, patience.connectMs),
				timers,
				...drawOn(paper, parts),
			});
		case "file":
			return openEscPos({
				open: () => openFileTransport(connection.path, patience.connectMs),
				timers,
				...drawOn(paper, parts),
			});
		case "system":
			return openSystemPrinter(parts.system, connection.name, paper);
		default:
			return connection satisfies never;
	}
}

function drawOn(paper: PaperWidth, { draw, patience }: PrinterParts) {
	return { draw: (ticket: Ticket) => draw(ticket, paper), patience };
}

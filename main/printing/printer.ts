import type { PaperWidth, PrinterSettings, PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import type { Timers } from "../../sync/clock.ts";
import type { Picture } from "./bitmap.ts";
import { openEscPos, type Patience } from "./escPos.ts";
import { openDeviceFile } from "./fileTransport.ts";
import { openSystemPrinter, type SystemPrinting } from "./systemPrinter.ts";
import { openTcpWire } from "./tcpTransport.ts";

/** How a printer is, when it is asked. `mute`: it is there, and tells nothing of itself. */
export type Condition =
	| { readonly kind: "well"; readonly isNearEnd: boolean }
	| { readonly kind: "mute" }
	| { readonly kind: "trouble"; readonly why: PrinterTrouble };

export type PrintOutcome =
	/** The printer said that it is done, and how it is now. */
	| { readonly kind: "printed"; readonly condition: Condition }
	/** It took all of it and cannot be asked. */
	| { readonly kind: "unanswered" }
	/** Nothing came out. */
	| { readonly kind: "failed"; readonly why: PrinterTrouble }
	/** All of it may have come out, or a part, or nothing: only a person can tell. */
	| { readonly kind: "unknown"; readonly why: PrinterTrouble };

/** Who waits for a ticket. */
export type Waiting = {
	/** Called once, before the first byte of the ticket leaves; false stops it there. */
	readonly sending: () => boolean;
	/** What keeps the printer in the middle of a ticket; null when it goes on. */
	readonly troubled: (why: PrinterTrouble | null) => void;
};

export type Printer = {
	readonly look: () => Promise<Condition>;
	readonly print: (ticket: Ticket, waiting: Waiting) => Promise<PrintOutcome>;
	/** Ends what it is at. A ticket that is being printed is then `unknown`. */
	readonly close: () => void;
};

export type PrinterParts = {
	/** The ticket's page in the dots of such paper; null when it could not be drawn. */
	readonly draw: (ticket: Ticket, paper: PaperWidth) => Promise<Picture | null>;
	readonly system: SystemPrinting;
	readonly patience: Patience;
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
			return openEscPos({ open: () => openTcpWire(connection, patience.connectMs), timers, ...drawing(paper, parts) });
		case "file":
			return openEscPos({
				open: () => openDeviceFile(connection.path, patience.connectMs),
				timers,
				...drawing(paper, parts),
			});
		case "system":
			return openSystemPrinter(parts.system, connection.name, paper);
		default:
			return connection satisfies never;
	}
}

function drawing(paper: PaperWidth, { draw, patience }: PrinterParts) {
	return { draw: (ticket: Ticket) => draw(ticket, paper), patience };
}

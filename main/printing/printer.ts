// What every printer driver offers (ESC/POS over TCP or a device file, the system's spooler) and what it can report. The
// queue in printQueue.ts is the only caller besides set-up's test print.

import type { PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";

/** A printer's answer to a status query. `mute`: it is connected and does not report its status. */
export type PrinterCondition =
	| { readonly kind: "well"; readonly isNearEnd: boolean }
	| { readonly kind: "mute" }
	| { readonly kind: "trouble"; readonly why: PrinterTrouble };

export type PrintOutcome =
	/** The printer confirmed that it printed; `condition` is its status afterwards. */
	| { readonly kind: "printed"; readonly condition: PrinterCondition }
	/** It accepted all data and cannot be asked. */
	| { readonly kind: "unanswered" }
	/** Nothing was printed. */
	| { readonly kind: "failed"; readonly why: PrinterTrouble }
	/** Nothing was printed because of this ticket, not of the printer: its page could not be rendered. */
	| { readonly kind: "undrawable" }
	/** All, part or nothing may have been printed: only a person can tell. */
	| { readonly kind: "unknown"; readonly why: PrinterTrouble };

export type PrintCallbacks = {
	/** Called once, before the first byte of the ticket is sent; false cancels. */
	readonly beforeSend: () => boolean;
	/** What interrupts the ticket being printed; null when printing continues. */
	readonly onTrouble: (why: PrinterTrouble | null) => void;
};

export type Printer = {
	readonly queryCondition: () => Promise<PrinterCondition>;
	readonly print: (ticket: Ticket, callbacks: PrintCallbacks) => Promise<PrintOutcome>;
	/** A person has seen a ticket of which the printer confirmed nothing: the next may be sent. */
	readonly trust: () => void;
	/** Cancels what is in progress. A ticket being printed is then `unknown`. */
	readonly close: () => void;
};

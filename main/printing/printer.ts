import type { PrinterTrouble } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";

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

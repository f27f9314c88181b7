import type { Entry } from "./journal.ts";

/** Where the printing of one admission's ticket stands. */
export type Printing = {
	readonly line: number;
	readonly incarnation: number;
	readonly copy: number;
	readonly step: "sent" | "printed" | "failed" | "kept";
};

/** The newest copy of each admission's ticket, by incarnation and line. */
export type TicketBook = Map<string, Printing>;

export function enterTicket(tickets: TicketBook, entry: Entry): void {
	if (entry.kind !== "ticket") return;
	const { line, incarnation, copy, step } = entry;
	tickets.set(`${incarnation} ${line}`, { line, incarnation, copy, step });
}

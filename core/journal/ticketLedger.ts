import type { Entry } from "./journal.ts";

/**
 * What a window writes of a ticket. `sent` is durable before the first byte leaves; `printed` once the printer said that
 * all is well, or, of a printer that cannot be asked, once it took the bytes; `failed` when it is known that nothing came
 * out; `kept` when a person says that the paper is there.
 */
export type TicketFact = {
	readonly kind: "ticket";
	/** Not named as the stamp's own `incarnation`, which would be overwritten: a ticket may be of an incarnation before this one. */
	readonly admission: Admission;
	readonly copy: number;
	readonly step: TicketStep;
};
export type TicketStep = "sent" | "printed" | "failed" | "kept";
/** A redeemed line's place in this window's journal. */
export type Admission = { readonly incarnation: number; readonly line: number };

/** What the journal says of one admission's ticket: the last copy that was sent, 0 for none, and what became of it. */
export type TicketStanding = {
	readonly admission: Admission;
	readonly atMs: number;
	readonly copy: number;
	readonly step: TicketStep | null;
	readonly isVoided: boolean;
};

/** The journal folded: tickets by admission, in the order of admission. */
export type TicketBook = Map<string, TicketStanding>;

/** A ticket that the machine leaves to a person. `unsent` was never sent, `failed` did not come out, `inDoubt` may have. */
export type OpenTicket = {
	readonly admission: Admission;
	readonly atMs: number;
	readonly why: "unsent" | "failed" | "inDoubt";
};

export function keyOf({ incarnation, line }: Admission): string {
	return `${incarnation}/${line}`;
}

export function standingOfTicket(book: TicketBook, admission: Admission): TicketStanding | null {
	return book.get(keyOf(admission)) ?? null;
}

export function admit(book: TicketBook, admission: Admission, atMs: number): void {
	const key = keyOf(admission);
	if (!book.has(key)) book.set(key, { admission, atMs, copy: 0, step: null, isVoided: false });
}

/** Enters one line; of most lines a ticket knows nothing. A word on a copy that a later one has replaced changes nothing. */
export function enterTicket(book: TicketBook, line: Entry | TicketFact): void {
	if (line.kind === "redeemed" && line.isTicketed)
		admit(book, { incarnation: line.incarnation, line: line.seq }, line.at);
	if (line.kind === "voided") change(book, line, (standing) => ({ ...standing, isVoided: true }));
	if (line.kind === "ticket") {
		const { admission, copy, step } = line;
		change(book, admission, (standing) => (copy < standing.copy ? standing : { ...standing, copy, step }));
	}
}

function change(book: TicketBook, admission: Admission, to: (standing: TicketStanding) => TicketStanding): void {
	const standing = standingOfTicket(book, admission);
	if (standing !== null) book.set(keyOf(admission), to(standing));
}

/**
 * What is to be asked after a restart. A ticket that may have come out is asked about however old it is; one that did not
 * only if its admission is no older than `sinceMs`: whoever came before that has long been inside without it.
 */
export function openTickets(book: TicketBook, sinceMs: number): readonly OpenTicket[] {
	return [...book.values()].flatMap((standing): OpenTicket[] => {
		const why = openness(standing);
		if (standing.isVoided || why === null || (why !== "inDoubt" && standing.atMs < sinceMs)) return [];
		return [{ admission: standing.admission, atMs: standing.atMs, why }];
	});
}

function openness({ step }: TicketStanding): OpenTicket["why"] | null {
	switch (step) {
		case null:
			return "unsent";
		case "sent":
			return "inDoubt";
		case "failed":
			return "failed";
		case "printed":
		case "kept":
			return null;
		default:
			return step satisfies never;
	}
}

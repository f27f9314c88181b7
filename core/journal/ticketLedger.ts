import type { Entry } from "./journal.ts";

/**
 * The steps of a ticket that a kiosk journals. `sent` is durable before the first byte leaves; `printed` once the
 * printer reported success, or, for a printer that cannot be queried, once it took the bytes and closed the connection;
 * `failed` when it is known that nothing came out, also where the ticket could not be drawn; `kept` when a person confirms
 * that the paper is there; `dropped` when a supervisor gave it up while it waited, so that it is neither printed nor asked about.
 */
export type TicketFact = {
	readonly kind: "ticket";
	/**
	 * Not named as the stamp's own `incarnation`, which would be overwritten: a ticket may be of an incarnation before
	 * this one.
	 */
	readonly admission: AdmissionRef;
	readonly copy: number;
	readonly step: TicketStep;
};
export type TicketStep = "sent" | "printed" | "failed" | "kept" | "dropped";
/** The position of a `redeemed` line in this kiosk's journal. */
export type AdmissionRef = { readonly incarnation: number; readonly line: number };

/** The ticket of one admission: the last copy that was sent, 0 for none, and its outcome. */
export type TicketStanding = {
	readonly admission: AdmissionRef;
	readonly atMs: number;
	readonly copy: number;
	readonly step: TicketStep | null;
	readonly isVoided: boolean;
};

/** The fold of the journal's ticket entries: tickets by admission, in order of admission. */
export type TicketLedger = Map<string, TicketStanding>;

/** A ticket that a person must decide about. `unsent` was never sent, `failed` did not come out, `inDoubt` may have. */
export type UnresolvedTicket = {
	readonly admission: AdmissionRef;
	readonly atMs: number;
	readonly why: "unsent" | "failed" | "inDoubt";
};

export function admissionKeyOf({ incarnation, line }: AdmissionRef): string {
	return `${incarnation}/${line}`;
}

export function ticketStandingOf(book: TicketLedger, admission: AdmissionRef): TicketStanding | null {
	return book.get(admissionKeyOf(admission)) ?? null;
}

export function addTicket(book: TicketLedger, admission: AdmissionRef, atMs: number): void {
	const key = admissionKeyOf(admission);
	if (!book.has(key)) book.set(key, { admission, atMs, copy: 0, step: null, isVoided: false });
}

/** Applies one entry. An entry about a copy that a later one replaced changes nothing. */
export function applyEntryToTickets(book: TicketLedger, line: Entry | TicketFact): void {
	if (line.kind === "redeemed" && line.isTicketed)
		addTicket(book, { incarnation: line.incarnation, line: line.seq }, line.at);
	if (line.kind === "ticket") {
		const { admission, copy, step } = line;
		// Another copy of a ticket that `removeSettledTickets` has removed.
		if (copy > 1) addTicket(book, admission, "at" in line ? line.at : 0);
		updateTicket(book, admission, (standing) => (copy < standing.copy ? standing : { ...standing, copy, step }));
	}
}

/** Nobody of this admission is inside any more. */
export function voidTicket(book: TicketLedger, admission: AdmissionRef): void {
	updateTicket(book, admission, (standing) => ({ ...standing, isVoided: true }));
}

/** After `entry`: removes a ticket whose first copy came out. A day has as many of them as admissions. */
export function removeSettledTickets(book: TicketLedger, entry: Entry): void {
	if (entry.kind !== "ticket") return;
	const standing = ticketStandingOf(book, entry.admission);
	if (standing?.copy === 1 && whyUnresolvedOf(standing) === null) book.delete(admissionKeyOf(entry.admission));
}

function updateTicket(
	book: TicketLedger,
	admission: AdmissionRef,
	to: (standing: TicketStanding) => TicketStanding,
): void {
	const standing = ticketStandingOf(book, admission);
	if (standing !== null) book.set(admissionKeyOf(admission), to(standing));
}

/**
 * The tickets to ask about after a restart. One that may have come out is asked about at any age; one that did not only
 * if its admission is no older than `sinceMs`: earlier guests have been inside without it for long.
 */
export function findUnresolvedTickets(book: TicketLedger, sinceMs: number): readonly UnresolvedTicket[] {
	return [...book.values()].flatMap((standing): UnresolvedTicket[] => {
		const why = whyUnresolvedOf(standing);
		if (standing.isVoided || why === null || (why !== "inDoubt" && standing.atMs < sinceMs)) return [];
		return [{ admission: standing.admission, atMs: standing.atMs, why }];
	});
}

function whyUnresolvedOf({ step }: TicketStanding): UnresolvedTicket["why"] | null {
	switch (step) {
		case null:
			return "unsent";
		case "sent":
			return "inDoubt";
		case "failed":
			return "failed";
		case "printed":
		case "kept":
		case "dropped":
			return null;
		default:
			return step satisfies never;
	}
}

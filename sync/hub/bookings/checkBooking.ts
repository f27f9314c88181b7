import type { HeldSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import type { ParsedBookings } from "./bookingsCsv.ts";
import type { Places } from "./places.ts";
import { type Booking, fault, type RowFault } from "./readBooking.ts";
import { lastIssue, nextIssueOf } from "./reissue.ts";
import { judgeTrailingZeros, similarityKey } from "./spreadsheetDamage.ts";

const mostNamed = 3;

/** What the officer allows besides: bookings brought back to life; numbers that look like others, or like shortened ones. */
export type Permissions = { readonly revive: boolean; readonly exact: boolean };

type Allowed = Permissions & Pick<ParsedBookings, "hasIntactNumber">;

/**
 * Checks a booking against what the hub knows, but for its seats: the session it is for, or why it is not taken. A
 * cancellation never adds a booking, a cancelled one comes back only by permission, and a number that may be another one
 * damaged by a spreadsheet changes nothing.
 */
export function findBookingFault(
	store: Store,
	places: Places,
	known: IssuedVoucher | null,
	booking: Booking,
	allowed: Allowed,
): HeldSession | RowFault {
	const isSame = known !== null && isSameBooking(known, booking);
	const doubt = isSame ? null : findDoubtfulNumber(store, known, booking, allowed);
	if (doubt !== null) return doubt;
	const session = store.sessions.find(booking.venue, booking.session);
	if (session === null) return missingSession(store, booking);
	if (session.withdrawnAt !== null && booking.state !== "cancelled") {
		const reason = `session ${booking.session} was withdrawn from the programme`;
		return fault(
			"session",
			String(booking.session),
			reason,
			"book another session, or load the programme with --revive",
		);
	}
	if (session.activity !== booking.activity) {
		const reason = `session ${booking.session} is of activity ${session.activity}, not ${booking.activity}`;
		return fault("activity", String(booking.activity), reason, "correct the activity or the session");
	}
	if (known !== null && (known.venue !== booking.venue || known.day !== session.day)) {
		const reason = `it is for venue ${known.venue} on ${known.day} and cannot move`;
		return fault("session", String(booking.session), reason, "cancel it and book under a new number");
	}
	if (isSame) return session;
	if (known !== null && isRevival(known, booking) && !allowed.revive) {
		const reason = `the booking is ${known.state}, and an older file would bring it back to life`;
		const remedy = "leave the row out, or hand the file over with --revive if it is to be live again";
		return fault("state", booking.state, reason, remedy);
	}
	return findOverbooking(places, known, booking, session) ?? findIssueLimit(known, booking) ?? session;
}

/** A booking that is live again, or that holds its places again. */
export function isRevival(known: IssuedVoucher, booking: Booking): boolean {
	if (known.state === "cancelled") return booking.state !== "cancelled";
	return known.state === "blocked" && booking.state === "live";
}

export function isSameBooking(known: IssuedVoucher, booking: Booking): boolean {
	return (["venue", "activity", "session", "party", "card", "state"] as const).every(
		(name) => known[name] === booking[name],
	);
}

function findDoubtfulNumber(
	store: Store,
	known: IssuedVoucher | null,
	{ booking, state }: Booking,
	{ exact, hasIntactNumber }: Allowed,
): RowFault | null {
	const others = store.vouchers
		.listSimilar(similarityKey(booking))
		.filter((other) => other.booking !== booking)
		.map((other) => other.booking);
	const names = others.slice(0, mostNamed).join(", ") + (others.length > mostNamed ? " …" : "");
	if (known === null && state !== "live") {
		const verb = state === "cancelled" ? "cancel" : "block";
		const question = others.length > 0 ? `; did you mean ${names}?` : "";
		const remedy = "correct the number: a spreadsheet may have taken its zeros";
		return fault("booking", booking, `there is no booking ${booking} to ${verb}${question}`, remedy);
	}
	if (exact) return null;
	const zeros = known === null ? judgeTrailingZeros(booking) : "none";
	if (zeros === "likely" || (zeros === "possible" && !hasIntactNumber)) {
		const reason = "a spreadsheet may have replaced its last digits by zeros";
		const remedy = "format the column as text and export the file again, or use --exact if the number is right";
		return fault("booking", booking, reason, remedy);
	}
	if (others.length === 0) return null;
	const reason = `it differs only by zeros, case or blanks from ${names}`;
	return fault("booking", booking, reason, "write that number, or use --exact if this is another booking");
}

function missingSession(store: Store, { venue, session }: Booking): RowFault {
	const remedy = "correct the number, or load the programme that has it first";
	if (store.venues.find(venue) === null) {
		return fault("venue", String(venue), `there is no venue ${venue} in the programme`, remedy);
	}
	return fault("session", String(session), `venue ${venue} has no session ${session} in the programme`, remedy);
}

function findIssueLimit(known: IssuedVoucher | null, booking: Booking): RowFault | null {
	if (known === null || nextIssueOf(known, booking).issue <= lastIssue) return null;
	const reason = `it has been issued ${lastIssue} times already`;
	return fault("booking", booking.booking, reason, "cancel it and book under a new number");
}

function findOverbooking(
	places: Places,
	known: IssuedVoucher | null,
	booking: Booking,
	session: HeldSession,
): RowFault | null {
	if (booking.state === "cancelled") return null;
	const expected = places.countExpected(known, booking);
	const left = places.countLeft(known, session);
	if (expected <= left) return null;
	const party = expected === booking.party ? `the party is ${expected}` : `${expected} of the party are still to come`;
	const reason = `session ${booking.session} has ${left} of ${session.capacity} places left, and ${party}`;
	return fault("party", String(booking.party), reason, "cancel bookings first, or book another session");
}

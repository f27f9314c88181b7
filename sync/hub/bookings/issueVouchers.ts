import { deriveRowKey } from "../../../core/allocation/row.ts";
import { toHex } from "../../../core/bytes/bytes.ts";
import { VoucherId } from "../../../core/identity.ts";
import { crypto } from "../../crypto/signature.ts";
import type { HubContext } from "../context.ts";
import { raiseConflictIfExceeded } from "../journals/standings.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import type { Booking, ParsedBookings, RejectedRow } from "./bookingsCsv.ts";
import { createSeating, type SeatAssignment, type Seating } from "./seating.ts";
import { createShortNumber } from "./shortNumbers.ts";

/**
 * The result of importing a file of bookings. Cancelled and blocked bookings count as `cancelled`; unchanged ones as
 * `repeated`, or as `reseated` if their seats changed. `unseated`: imported bookings for which no adjacent seats were left.
 */
export type BookingsReport = {
	readonly added: number;
	readonly reissued: number;
	readonly reseated: number;
	readonly cancelled: number;
	readonly repeated: number;
	readonly unseated: readonly Omit<SeatAssignment, "seat">[];
	readonly refused: readonly RejectedRow[];
};

type Outcome = "added" | "reissued" | "reseated" | "cancelled" | "repeated" | { readonly reason: string };

const lastIssue = 255;

/** Issues vouchers for all valid rows of a file, in one transaction. */
export function issueVouchers(hub: HubContext, handover: ParsedBookings): BookingsReport {
	const { store } = hub;
	return store.transact(() => {
		const report = { added: 0, reissued: 0, reseated: 0, cancelled: 0, repeated: 0 };
		const refused = [...handover.refused];
		const seating = createSeating(store);
		const repeated = new Set<number>();
		for (const booking of handover.bookings) {
			const outcome = applyBooking(hub, seating, booking);
			if (outcome === "repeated") repeated.add(booking.line);
			if (typeof outcome === "string") report[outcome]++;
			else refused.push({ line: booking.line, booking: booking.booking, reason: outcome.reason });
		}
		const settled = seating.seatRemaining();
		const late = settled.filter(({ line, seat }) => seat > 0 && repeated.has(line)).length;
		const unseated = settled.filter(({ seat }) => seat === 0).map(({ line, booking }) => ({ line, booking }));
		return {
			...report,
			reseated: report.reseated + late,
			repeated: report.repeated - late,
			unseated: unseated.toSorted((a, b) => a.line - b.line),
			refused: refused.toSorted((a, b) => a.line - b.line),
		};
	});
}

function applyBooking(hub: HubContext, seating: Seating, booking: Booking): Outcome {
	const { store } = hub;
	const known = store.vouchers.findByBooking(booking.booking);
	const session = store.sessions.find(booking.venue, booking.session);
	if (session === null) return { reason: findMissingSessionReason(store, booking) };
	if (session.activity !== booking.activity) {
		return { reason: `session ${booking.session} is of activity ${session.activity}, not ${booking.activity}` };
	}
	const isRepeated = known !== null && isSame(known, booking);
	if (known !== null && (known.venue !== booking.venue || known.day !== session.day)) {
		return {
			reason: `it is for venue ${known.venue} on ${known.day} and cannot move; cancel it and book under a new number`,
		};
	}
	const why = isRepeated
		? null
		: (findOverbookingReason(store, known, booking, session) ?? findIssueLimitReason(known, booking));
	if (why !== null) return { reason: why };
	const seat = seating.claim(known, booking, session);
	if (typeof seat !== "number") return seat;
	if (known === null) return addVoucher(hub, booking, session, seat);
	if (!isRepeated) return changeVoucher(hub, known, booking, session, seat);
	if (seat === known.seat) return "repeated";
	store.seats.assign(known.venue, known.booking, seat);
	return "reseated";
}

function addVoucher(hub: HubContext, booking: Booking, session: PlacedSession, seat: number): Outcome {
	const { store, random } = hub;
	const day = store.days.find(session.venue, session.day);
	if (day === null) throw new Error(`Session ${session.session} of venue ${session.venue} is on no day.`);
	const voucher = VoucherId.parse(toHex(random(12)));
	const row = deriveRowKey(day.allocationKey, voucher, crypto);
	const number = createShortNumber(hub, session.venue, session.day);
	store.vouchers.add({ ...booking, seat, voucher, number, row, day: session.day, issue: 1, ...validityOf(session) });
	return "added";
}

/** A cancellation keeps the issue, because the list states it. Every other change is a new issue, which invalidates earlier codes. */
function changeVoucher(
	{ store, clock }: HubContext,
	known: IssuedVoucher,
	booking: Booking,
	session: PlacedSession,
	seat: number,
): Outcome {
	if (isCancellation(known, booking)) {
		store.vouchers.update({ ...known, state: booking.state, seat });
		return "cancelled";
	}
	const { voucher, number, row, day } = known;
	const issue = known.issue + 1;
	store.vouchers.update({ ...booking, seat, voucher, number, row, day, issue, ...validityOf(session) });
	raiseConflictIfExceeded(store, known, clock.nowMs());
	return booking.state === "live" ? "reissued" : "cancelled";
}

function isCancellation(known: IssuedVoucher, booking: Booking): boolean {
	return booking.state !== "live" && isSame({ ...known, state: booking.state }, booking);
}

function findIssueLimitReason(known: IssuedVoucher | null, booking: Booking): string | null {
	if (known === null || known.issue < lastIssue || isCancellation(known, booking)) return null;
	return `it has been issued ${lastIssue} times already; cancel it and book under a new number`;
}

/** The party's first seat where the session has seats; otherwise its gate group. */
export function placeOf(issued: IssuedVoucher, session: PlacedSession): number {
	return session.entry.kind === "seated" ? issued.seat : session.place;
}

/** Whole seconds that lie within the session's admission window. */
export function validityOf(session: PlacedSession): Pick<IssuedVoucher, "notBefore" | "notAfter"> {
	return { notBefore: Math.floor(session.admitFrom / 1000), notAfter: Math.ceil(session.admitUntil / 1000) - 1 };
}

function isSame(known: IssuedVoucher, booking: Booking): boolean {
	return (["venue", "activity", "session", "party", "card", "state"] as const).every(
		(name) => known[name] === booking[name],
	);
}

function findMissingSessionReason(store: Store, booking: Booking): string {
	return store.venues.find(booking.venue) === null
		? `there is no venue ${booking.venue} in the programme`
		: `venue ${booking.venue} has no session ${booking.session} in the programme`;
}

function findOverbookingReason(
	store: Store,
	known: IssuedVoucher | null,
	booking: Booking,
	session: PlacedSession,
): string | null {
	if (booking.state === "cancelled") return null;
	const holdsAlready = known !== null && known.session === booking.session && known.state !== "cancelled";
	const others = store.vouchers.countPersons(booking.venue, booking.session) - (holdsAlready ? known.party : 0);
	const left = session.capacity - others;
	if (booking.party <= left) return null;
	return `session ${booking.session} has ${Math.max(0, left)} of ${session.capacity} places left, and the party is ${booking.party}`;
}

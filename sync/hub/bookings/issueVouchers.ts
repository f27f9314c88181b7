import { deriveRowKey } from "../../../core/allocation/row.ts";
import { toHex } from "../../../core/bytes/bytes.ts";
import { VoucherId } from "../../../core/identity.ts";
import { crypto } from "../../crypto/signature.ts";
import type { HubContext } from "../context.ts";
import type { FileEncoding } from "../files/fileEncoding.ts";
import { settleVouchers } from "../journals/settleVouchers.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import type { ParsedBookings, RejectedRow } from "./bookingsCsv.ts";
import { findBookingFault, isRevival, isSameBooking, type Permissions } from "./checkBooking.ts";
import { createPlaces, type Places } from "./places.ts";
import { type Booking, isFault, type RowFault } from "./readBooking.ts";
import { nextIssueOf } from "./reissue.ts";
import { createSeating, type SeatAssignment, type Seating } from "./seating.ts";
import { createShortNumber } from "./shortNumbers.ts";
import { similarityKey } from "./spreadsheetDamage.ts";

/**
 * What became of a file of bookings: `rows` = added + changed + same + cancelled + refused. A changed booking was reissued,
 * corrected without a new issue, blocked, brought back or got other seats.
 */
export type BookingsReport = {
	readonly rows: number;
	readonly added: number;
	readonly changed: number;
	readonly same: number;
	readonly cancelled: number;
	readonly refused: number;
	readonly refusals: readonly RejectedRow[];
	/** The bookings among the changed ones that were cancelled or blocked before. */
	readonly revived: readonly string[];
	/** Imported bookings for which no adjacent seats were left. */
	readonly unseated: readonly Omit<SeatAssignment, "seat">[];
	readonly encoding: FileEncoding;
};

type IssuingContext = Pick<HubContext, "store" | "random" | "clock">;

type Outcome = "added" | "changed" | "same" | "cancelled" | RowFault;

/** Issues vouchers for all valid rows of a file, in one transaction. */
export function issueVouchers(hub: IssuingContext, parsed: ParsedBookings, permissions: Permissions): BookingsReport {
	const { store } = hub;
	return store.transact(() => {
		const counts = { added: 0, changed: 0, same: 0, cancelled: 0 };
		const refusals = [...parsed.refused];
		const places = createPlaces(store);
		const seating = createSeating(store);
		const same = new Set<number>();
		const revived: string[] = [];
		for (const booking of parsed.bookings) {
			const known = store.vouchers.findByBooking(booking.booking);
			const outcome = applyBooking(hub, places, seating, known, booking, { ...permissions, ...parsed });
			if (typeof outcome === "object") {
				refusals.push({ line: booking.line, booking: booking.booking, ...outcome });
				continue;
			}
			if (outcome === "same") same.add(booking.line);
			if (known !== null && isRevival(known, booking)) revived.push(booking.booking);
			counts[outcome]++;
		}
		const settled = seating.seatRemaining();
		settleVouchers(store, listSettling(store, parsed.bookings), hub.clock.nowMs());
		const late = settled.filter(({ line, seat }) => seat > 0 && same.has(line)).length;
		const unseated = settled.filter(({ seat }) => seat === 0).map(({ line, booking }) => ({ line, booking }));
		return {
			rows: parsed.rows,
			...counts,
			changed: counts.changed + late,
			same: counts.same - late,
			refused: refusals.length,
			refusals: refusals.toSorted((a, b) => a.line - b.line),
			revived,
			unseated: unseated.toSorted((a, b) => a.line - b.line),
			encoding: parsed.encoding,
		};
	});
}

/** The vouchers of these bookings whose standing may change: those of days on which somebody came in. */
function listSettling(store: Store, bookings: readonly Booking[]): readonly IssuedVoucher[] {
	const days = new Map<string, boolean>();
	return bookings.flatMap(({ booking }) => {
		const issued = store.vouchers.findByBooking(booking);
		if (issued === null) return [];
		const day = `${issued.venue} ${issued.day}`;
		const hasMoved = days.get(day) ?? store.movements.hasAny(issued.venue, issued.day);
		days.set(day, hasMoved);
		return hasMoved ? [issued] : [];
	});
}

function applyBooking(
	hub: IssuingContext,
	places: Places,
	seating: Seating,
	known: IssuedVoucher | null,
	booking: Booking,
	permissions: Permissions & Pick<ParsedBookings, "hasIntactNumber">,
): Outcome {
	const { store } = hub;
	const session = findBookingFault(store, places, known, booking, permissions);
	if (isFault(session)) return session;
	const seat = seating.claim(known, booking, session);
	if (typeof seat !== "number") return seat;
	places.replace(known, booking);
	if (known === null) return addVoucher(hub, booking, session, seat);
	if (!isSameBooking(known, booking)) return changeVoucher(hub, known, booking, session, seat);
	if (seat === known.seat) return "same";
	store.seats.assign(known.venue, known.booking, seat);
	return "changed";
}

function addVoucher(hub: IssuingContext, booking: Booking, session: PlacedSession, seat: number): Outcome {
	const { store, random } = hub;
	const day = store.days.find(session.venue, session.day);
	if (day === null) throw new Error(`Session ${session.session} of venue ${session.venue} is on no day.`);
	const voucher = VoucherId.parse(toHex(random(12)));
	const row = deriveRowKey(day.allocationKey, voucher, crypto);
	const number = createShortNumber(hub, session.venue, session.day);
	const similarity = similarityKey(booking.booking);
	const reissueDue = booking.state === "cancelled" ? 1 : 0;
	const issued = { issue: 1, reissueDue, ...validityOf(session) } as const;
	store.vouchers.add({ ...booking, similarity, seat, voucher, number, row, day: session.day, ...issued });
	return "added";
}

function changeVoucher(
	{ store }: IssuingContext,
	known: IssuedVoucher,
	booking: Booking,
	session: PlacedSession,
	seat: number,
): Outcome {
	store.vouchers.update({ ...known, ...booking, seat, ...validityOf(session), ...nextIssueOf(known, booking) });
	return booking.state === "cancelled" ? "cancelled" : "changed";
}

/** The party's first seat where the session has seats; otherwise its gate group. */
export function placeOf(issued: IssuedVoucher, session: PlacedSession): number {
	return session.entry.kind === "seated" ? issued.seat : session.place;
}

/** Whole seconds that lie within the session's admission window. */
export function validityOf(session: PlacedSession): Pick<IssuedVoucher, "notBefore" | "notAfter"> {
	return { notBefore: Math.floor(session.admitFrom / 1000), notAfter: Math.ceil(session.admitUntil / 1000) - 1 };
}

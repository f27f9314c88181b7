import { isSeated, seatNumberOf } from "../../../core/allocation/seating.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import type { Booking } from "./bookingsCsv.ts";
import {
	chooseSeats,
	createSeatMap,
	findOtherHolder,
	isFree,
	isInOneRow,
	occupy,
	release,
	type SeatMap,
} from "./seatMap.ts";

/** A booking without seats so far, and the first of those it got in the end; 0 for none. */
export type SeatAssignment = { readonly line: number; readonly booking: string; readonly seat: number };
type UnseatedBooking = { readonly seatMap: SeatMap; readonly booking: Booking };

/** Gives the bookings of one file their seats. */
export type Seating = {
	/** The first seat of a booking that is taken in now: the one it keeps or asks for; 0 for none, or none yet. Or why not. */
	readonly claim: (
		known: IssuedVoucher | null,
		booking: Booking,
		session: PlacedSession,
	) => number | { readonly reason: string };
	/** Seats whoever is without, large parties first, for they are harder to keep together. */
	readonly seatRemaining: () => readonly SeatAssignment[];
};

export function createSeating(store: Store): Seating {
	const halls = new Map<string, SeatMap>();
	const waiting: UnseatedBooking[] = [];

	function hallOf(session: PlacedSession | null): SeatMap | null {
		if (session === null || !isSeated(session)) return null;
		const name = `${session.venue} ${session.session}`;
		const hall = halls.get(name) ?? fillSeatMap(store, session.venue, session.session, createSeatMap(session.entry));
		halls.set(name, hall);
		return hall;
	}

	function claim(known: IssuedVoucher | null, booking: Booking, session: PlacedSession): ReturnType<Seating["claim"]> {
		const hall = hallOf(session);
		const isSameSession = known?.session === session.session;
		const before = known === null ? null : hallOf(store.sessions.find(known.venue, known.session));
		const own = known === null || !isSameSession ? 0 : known.seat;
		const admitted = known === null || known.seat === 0 ? 0 : (store.standings.find(known)?.admitted ?? 0);
		const held = { seat: own, party: known?.party ?? 0, isRooted: admitted > 0 };
		const seat = hall === null ? refuseSeatRequest(booking) : chooseSeat(hall, held, booking);
		if (typeof seat === "string") return { reason: seat };
		if (admitted > 0 && before !== null && (!isSameSession || seat !== own))
			return { reason: fixedSeatReason(admitted) };

		const isCancelled = booking.state === "cancelled";
		if (known !== null && before !== null && !(isCancelled && admitted > 0)) {
			release(before, known.booking, known.seat, known.party);
		}
		if (hall === null || isCancelled) return seat;
		if (seat > 0) occupy(hall, booking.booking, seat, booking.party);
		else waiting.push({ seatMap: hall, booking });
		return seat;
	}

	function settle(): readonly SeatAssignment[] {
		const inOrder = waiting.toSorted((a, b) => b.booking.party - a.booking.party || a.booking.line - b.booking.line);
		return inOrder.map(({ seatMap: hall, booking: { line, venue, booking, party } }) => {
			const seat = chooseSeats(hall, party);
			if (seat === null) return { line, booking, seat: 0 };
			occupy(hall, booking, seat, party);
			store.seats.assign(venue, booking, seat);
			return { line, booking, seat };
		});
	}

	return { claim, seatRemaining: settle };
}

/** Seats everyone of a session anew, whose plan is another now; returns how many bookings are left without. */
export function reseatSession(store: Store, { venue, session, entry }: PlacedSession): number {
	const holders = store.seats.listOfSession(venue, session);
	const hall = entry.kind === "seated" ? createSeatMap(entry) : null;
	let without = 0;
	for (const { booking, party, state } of holders.toSorted((a, b) => b.party - a.party)) {
		const seat = hall === null || state === "cancelled" ? null : chooseSeats(hall, party);
		if (hall !== null && seat !== null) occupy(hall, booking, seat, party);
		if (hall !== null && seat === null && state !== "cancelled") without++;
		store.seats.assign(venue, booking, seat ?? 0);
	}
	return without;
}

/** A cancelled booking holds its seats only while somebody sits on them. */
function fillSeatMap(store: Store, venue: number, session: number, hall: SeatMap): SeatMap {
	const holders = store.seats.listOfSession(venue, session).filter(({ seat }) => seat > 0);
	const stillThere = holders.filter(({ state, admitted }) => state === "cancelled" && admitted > 0);
	for (const { booking, seat, party } of stillThere) occupy(hall, booking, seat, party);
	for (const { booking, seat, party, state } of holders) if (state !== "cancelled") occupy(hall, booking, seat, party);
	return hall;
}

type HeldSeats = { readonly seat: number; readonly party: number; readonly isRooted: boolean };

function chooseSeat(hall: SeatMap, held: HeldSeats, booking: Booking): number | string {
	if (booking.state === "cancelled") return booking.party <= held.party ? held.seat : 0;
	if (booking.seat !== null) return findRequestedSeat(hall, booking.seat, booking);
	return held.seat === 0 ? 0 : (findKeptSeat(hall, held, booking) ?? 0);
}

function refuseSeatRequest({ seat, session, state }: Booking): number | string {
	return seat === null || state === "cancelled" ? 0 : `session ${session} has no seats to choose from`;
}

/** What it has, with neighbours of its row if it grew. A party of which some are in stays where it is, whatever comes next. */
function findKeptSeat(hall: SeatMap, { seat, party, isRooted }: HeldSeats, booking: Booking): number | null {
	const grown = Math.max(0, booking.party - party);
	const ways = isRooted || grown === 0 ? [seat] : [seat, seat - grown];
	const free = ways.filter((first) => isFree(hall, first, booking.party, booking.booking));
	return free.find((first) => isRooted || grown === 0 || isInOneRow(hall.plan, first, booking.party)) ?? null;
}

function findRequestedSeat(
	hall: SeatMap,
	seat: NonNullable<Booking["seat"]>,
	{ booking, party }: Booking,
): number | string {
	const name = `${seat.row}-${seat.seat}`;
	const first = seatNumberOf(hall.plan, seat);
	if (first === null) return `the hall has no seat ${name}`;
	if (!isInOneRow(hall.plan, first, party)) return `row ${seat.row} has no ${party} seats from ${name} on`;
	const other = findOtherHolder(hall, first, party, booking);
	return other === undefined ? first : `${other} has seat ${name}${party === 1 ? "" : " or one of those beside it"}`;
}

function fixedSeatReason(admitted: number): string {
	return `${admitted} of its party came in already, so that its session and its seats stay; book the others under a new number`;
}

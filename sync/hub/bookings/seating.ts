import { isSeated, seatNumberOf } from "../../../core/allocation/seating.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Issued } from "../store/vouchers.ts";
import type { Booking } from "./bookingsCsv.ts";
import { chooseSeats, emptyHall, type Hall, isFree, isInOneRow, otherHolder, release, take } from "./seatMap.ts";

/** A booking without seats so far, and the first of those it got in the end; 0 for none. */
export type Settled = { readonly line: number; readonly booking: string; readonly seat: number };
type Waiting = { readonly hall: Hall; readonly booking: Booking };

/** Gives the bookings of one file their seats. */
export type Seating = {
	/** The first seat of a booking that is taken in now: the one it keeps or asks for; 0 for none, or none yet. Or why not. */
	readonly claim: (
		known: Issued | null,
		booking: Booking,
		session: PlacedSession,
	) => number | { readonly reason: string };
	/** Seats whoever is without, large parties first, for they are harder to keep together. */
	readonly settle: () => readonly Settled[];
};

export function openSeating(store: Store): Seating {
	const halls = new Map<string, Hall>();
	const waiting: Waiting[] = [];

	function hallOf(session: PlacedSession | null): Hall | null {
		if (session === null || !isSeated(session)) return null;
		const name = `${session.venue} ${session.session}`;
		const hall = halls.get(name) ?? fillHall(store, session.venue, session.session, emptyHall(session.entry));
		halls.set(name, hall);
		return hall;
	}

	function claim(known: Issued | null, booking: Booking, session: PlacedSession): ReturnType<Seating["claim"]> {
		const hall = hallOf(session);
		const isSameSession = known?.session === session.session;
		const before = known === null ? null : hallOf(store.sessions.find(known.venue, known.session));
		const own = known === null || !isSameSession ? 0 : known.seat;
		const admitted = known === null || known.seat === 0 ? 0 : (store.standings.find(known)?.admitted ?? 0);
		const held = { seat: own, party: known?.party ?? 0, isRooted: admitted > 0 };
		const seat = hall === null ? seatNowhere(booking) : seatIn(hall, held, booking);
		if (typeof seat === "string") return { reason: seat };
		if (admitted > 0 && before !== null && (!isSameSession || seat !== own)) return { reason: whyRooted(admitted) };

		const isCancelled = booking.state === "cancelled";
		if (known !== null && before !== null && !(isCancelled && admitted > 0)) {
			release(before, known.booking, known.seat, known.party);
		}
		if (hall === null || isCancelled) return seat;
		if (seat > 0) take(hall, booking.booking, seat, booking.party);
		else waiting.push({ hall, booking });
		return seat;
	}

	function settle(): readonly Settled[] {
		const inOrder = waiting.toSorted((a, b) => b.booking.party - a.booking.party || a.booking.line - b.booking.line);
		return inOrder.map(({ hall, booking: { line, venue, booking, party } }) => {
			const seat = chooseSeats(hall, party);
			if (seat === null) return { line, booking, seat: 0 };
			take(hall, booking, seat, party);
			store.seats.give(venue, booking, seat);
			return { line, booking, seat };
		});
	}

	return { claim, settle };
}

/** Seats everyone of a session anew, whose plan is another now; returns how many bookings are left without. */
export function seatAnew(store: Store, { venue, session, entry }: PlacedSession): number {
	const holders = store.seats.ofSession(venue, session);
	const hall = entry.kind === "seated" ? emptyHall(entry) : null;
	let without = 0;
	for (const { booking, party, state } of holders.toSorted((a, b) => b.party - a.party)) {
		const seat = hall === null || state === "cancelled" ? null : chooseSeats(hall, party);
		if (hall !== null && seat !== null) take(hall, booking, seat, party);
		if (hall !== null && seat === null && state !== "cancelled") without++;
		store.seats.give(venue, booking, seat ?? 0);
	}
	return without;
}

/** A cancelled booking holds its seats only while somebody sits on them. */
function fillHall(store: Store, venue: number, session: number, hall: Hall): Hall {
	const holders = store.seats.ofSession(venue, session).filter(({ seat }) => seat > 0);
	const stillThere = holders.filter(({ state, admitted }) => state === "cancelled" && admitted > 0);
	for (const { booking, seat, party } of stillThere) take(hall, booking, seat, party);
	for (const { booking, seat, party, state } of holders) if (state !== "cancelled") take(hall, booking, seat, party);
	return hall;
}

type Holding = { readonly seat: number; readonly party: number; readonly isRooted: boolean };

function seatIn(hall: Hall, held: Holding, booking: Booking): number | string {
	if (booking.state === "cancelled") return booking.party <= held.party ? held.seat : 0;
	if (booking.seat !== null) return seatAsked(hall, booking.seat, booking);
	return held.seat === 0 ? 0 : (seatKept(hall, held, booking) ?? 0);
}

function seatNowhere({ seat, session, state }: Booking): number | string {
	return seat === null || state === "cancelled" ? 0 : `session ${session} has no seats to choose from`;
}

/** What it has, with neighbours of its row if it grew. A party of which some are in stays where it is, whatever comes next. */
function seatKept(hall: Hall, { seat, party, isRooted }: Holding, booking: Booking): number | null {
	const grown = Math.max(0, booking.party - party);
	const ways = isRooted || grown === 0 ? [seat] : [seat, seat - grown];
	const free = ways.filter((first) => isFree(hall, first, booking.party, booking.booking));
	return free.find((first) => isRooted || grown === 0 || isInOneRow(hall.plan, first, booking.party)) ?? null;
}

function seatAsked(hall: Hall, seat: NonNullable<Booking["seat"]>, { booking, party }: Booking): number | string {
	const name = `${seat.row}-${seat.seat}`;
	const first = seatNumberOf(hall.plan, seat);
	if (first === null) return `the hall has no seat ${name}`;
	if (!isInOneRow(hall.plan, first, party)) return `row ${seat.row} has no ${party} seats from ${name} on`;
	const other = otherHolder(hall, first, party, booking);
	return other === undefined ? first : `${other} has seat ${name}${party === 1 ? "" : " or one of those beside it"}`;
}

function whyRooted(admitted: number): string {
	return `${admitted} of its party came in already, so that its session and its seats stay; book the others under a new number`;
}

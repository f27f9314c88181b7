import { isSeated, seatNumberOf } from "../../../core/allocation/seating.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import { type Booking, fault, type RowFault } from "./readBooking.ts";
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

/** A booking that had no seats, and the first of the seats it was assigned; 0 for none. */
export type SeatAssignment = { readonly line: number; readonly booking: string; readonly seat: number };
type UnseatedBooking = { readonly seatMap: SeatMap; readonly booking: Booking };

/** Assigns seats to the bookings of one file. */
export type Seating = {
	/** The first seat of a booking, which it keeps or requests; 0 where it has no seats, or none yet. Or the reason for a refusal. */
	readonly claim: (known: IssuedVoucher | null, booking: Booking, session: PlacedSession) => number | RowFault;
	/** Assigns seats to the bookings without any; large parties first, because they are harder to seat together. */
	readonly seatRemaining: () => readonly SeatAssignment[];
};

export function createSeating(store: Store): Seating {
	const seatMaps = new Map<string, SeatMap>();
	const waiting: UnseatedBooking[] = [];

	function seatMapOf(session: PlacedSession | null): SeatMap | null {
		if (session === null || !isSeated(session)) return null;
		const name = `${session.venue} ${session.session}`;
		const seatMap =
			seatMaps.get(name) ?? fillSeatMap(store, session.venue, session.session, createSeatMap(session.entry));
		seatMaps.set(name, seatMap);
		return seatMap;
	}

	function claim(known: IssuedVoucher | null, booking: Booking, session: PlacedSession): ReturnType<Seating["claim"]> {
		const seatMap = seatMapOf(session);
		const isSameSession = known?.session === session.session;
		const before = known === null ? null : seatMapOf(store.sessions.find(known.venue, known.session));
		const own = known === null || !isSameSession ? 0 : known.seat;
		const told = known === null ? [] : store.seats.listTold(known);
		const held = { seat: own, party: known?.party ?? 0, isRooted: told.length > 0 };
		const seat = seatMap === null ? refuseSeatRequest(booking) : chooseSeat(seatMap, held, booking);
		if (typeof seat !== "number") return seat;
		const isKept = isSameSession && seat === own;
		if (!isKept && !told.every((one) => one.session === session.session && one.seat === seat + one.position))
			return seatedAlready(booking, told.length);

		if (known !== null && before !== null) release(before, known.booking, known.seat, known.party);
		const isCancelled = booking.state === "cancelled";
		if (seatMap !== null && !isCancelled && seat > 0) occupy(seatMap, booking.booking, seat, booking.party);
		for (const one of told) {
			const sitting = seatMapOf(store.sessions.find(booking.venue, one.session));
			if (sitting !== null) occupy(sitting, booking.booking, one.seat, 1);
		}
		if (seatMap !== null && !isCancelled && seat === 0) waiting.push({ seatMap, booking });
		return seat;
	}

	function settle(): readonly SeatAssignment[] {
		const inOrder = waiting.toSorted((a, b) => b.booking.party - a.booking.party || a.booking.line - b.booking.line);
		return inOrder.map(({ seatMap, booking: { line, venue, booking, party } }) => {
			const seat = chooseSeats(seatMap, party);
			if (seat === null) return { line, booking, seat: 0 };
			occupy(seatMap, booking, seat, party);
			store.seats.assign(venue, booking, seat);
			return { line, booking, seat };
		});
	}

	return { claim, seatRemaining: settle };
}

/** Assigns all seats of a session again, after its plan changed. Returns the number of bookings left without seats. */
export function reseatSession(store: Store, { venue, session, entry }: PlacedSession): number {
	const holders = store.seats.listOfSession(venue, session);
	const seatMap = entry.kind === "seated" ? createSeatMap(entry) : null;
	let without = 0;
	for (const { booking, party, state } of holders.toSorted((a, b) => b.party - a.party)) {
		const seat = seatMap === null || state === "cancelled" ? null : chooseSeats(seatMap, party);
		if (seatMap !== null && seat !== null) occupy(seatMap, booking, seat, party);
		if (seatMap !== null && seat === null && state !== "cancelled") without++;
		store.seats.assign(venue, booking, seat ?? 0);
	}
	return without;
}

/** A seat on which somebody sits is that person's booking's, whatever became of the booking. */
function fillSeatMap(store: Store, venue: number, session: number, seatMap: SeatMap): SeatMap {
	for (const { booking, seat, party, state } of store.seats.listOfSession(venue, session))
		if (seat > 0 && state !== "cancelled") occupy(seatMap, booking, seat, party);
	for (const { booking, seat } of store.seats.listToldOfSession(venue, session)) occupy(seatMap, booking, seat, 1);
	return seatMap;
}

type HeldSeats = { readonly seat: number; readonly party: number; readonly isRooted: boolean };

function chooseSeat(seatMap: SeatMap, held: HeldSeats, booking: Booking): number | RowFault {
	if (booking.state === "cancelled") return booking.party <= held.party ? held.seat : 0;
	if (booking.seat !== null) return findRequestedSeat(seatMap, booking.seat, booking);
	return held.seat === 0 ? 0 : (findKeptSeat(seatMap, held, booking) ?? 0);
}

function refuseSeatRequest({ seat, session, state }: Booking): number | RowFault {
	if (seat === null || state === "cancelled") return 0;
	return fault("seat", nameOf(seat), `session ${session} has no seats to choose from`, "leave the seat empty");
}

/** Keeps the booking's seats, with adjacent ones of the row if the party grew. A party of which some are admitted is never moved. */
function findKeptSeat(seatMap: SeatMap, { seat, party, isRooted }: HeldSeats, booking: Booking): number | null {
	const grown = Math.max(0, booking.party - party);
	const ways = isRooted || grown === 0 ? [seat] : [seat, seat - grown];
	const free = ways.filter((first) => isFree(seatMap, first, booking.party, booking.booking));
	return free.find((first) => isRooted || grown === 0 || isInOneRow(seatMap.plan, first, booking.party)) ?? null;
}

function findRequestedSeat(
	seatMap: SeatMap,
	seat: NonNullable<Booking["seat"]>,
	{ booking, party }: Booking,
): number | RowFault {
	const name = nameOf(seat);
	const refuseSeat = (reason: string) => fault("seat", name, reason, "choose another seat, or leave it empty");
	const first = seatNumberOf(seatMap.plan, seat);
	if (first === null) return refuseSeat(`the hall has no seat ${name}`);
	if (!isInOneRow(seatMap.plan, first, party))
		return refuseSeat(`row ${seat.row} has no ${party} seats from ${name} on`);
	const other = findOtherHolder(seatMap, first, party, booking);
	if (other === undefined) return first;
	return refuseSeat(`${other} has seat ${name}${party === 1 ? "" : " or one of those beside it"}`);
}

function nameOf({ row, seat }: NonNullable<Booking["seat"]>): string {
	return `${row}-${seat}`;
}

function seatedAlready({ session, seat }: Booking, admitted: number): RowFault {
	const reason = `${admitted} of its party came in already, so that its session and its seats stay`;
	const found = seat === null ? `session ${session}` : nameOf(seat);
	return fault("seat", found, reason, "book the others under a new number");
}

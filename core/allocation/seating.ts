import type { Row } from "./row.ts";
import type { SeatPlan, Session } from "./session.ts";

// Seats are numbered through a hall in plan order, 1 the leftmost of the first row. A row's `place` is, in a session with
// seats, the number of the first seat of its party, 0 for none; the party has that seat and the ones numbered next.

/** A seat by row and number, as printed on it. */
export type Seat = { readonly row: number; readonly seat: number };
/** Adjacent seats of one row. */
export type SeatRun = { readonly row: number; readonly from: number; readonly to: number };
/** The fields of an allocation's row that give a party its seats. */
export type SeatedParty = Pick<Row, "session" | "party" | "place">;

export function isSeated(session: Session): session is Session & { readonly entry: SeatPlan } {
	return session.entry.kind === "seated";
}

export function seatCountOf({ rows }: SeatPlan): number {
	return rows.reduce((sum, seats) => sum + seats, 0);
}

/** Null for a number that the plan does not have. */
export function seatAt({ rows }: SeatPlan, number: number): Seat | null {
	let before = 0;
	for (const [index, seats] of rows.entries()) {
		if (number > before && number <= before + seats) return { row: index + 1, seat: number - before };
		before += seats;
	}
	return null;
}

/** Null for a seat that the plan does not have. */
export function seatNumberOf({ rows }: SeatPlan, { row, seat }: Seat): number | null {
	if (seat < 1 || seat > (rows[row - 1] ?? 0)) return null;
	return rows.slice(0, row - 1).reduce((sum, seats) => sum + seats, seat);
}

/** Rows are centred on a grid as wide as the widest row; this is the column of a row's first seat, 1 the leftmost. */
export function firstColumnOf({ rows }: SeatPlan, row: number): number {
	return Math.floor((Math.max(...rows) - (rows[row - 1] ?? 0)) / 2) + 1;
}

/**
 * Seat numbers of these persons of a party, given by their positions in it, from 0. Empty where there are none: seats
 * belong to the row, so neither a session that a newer issue moved to nor the persons it added have any.
 */
export function seatsOf(session: Session, row: SeatedParty, positions: readonly number[]): number[] {
	if (!isSeated(session) || session.session !== row.session || row.place === 0) return [];
	const { entry } = session;
	return positions
		.filter((position) => position < row.party && seatAt(entry, row.place + position) !== null)
		.map((position) => row.place + position);
}

/** The seat of each of these persons, 0 for one without; null in a session without seats. */
export function seatOfEach(session: Session, row: SeatedParty, positions: readonly number[]): number[] | null {
	if (!isSeated(session)) return null;
	return positions.map((position) => seatsOf(session, row, [position])[0] ?? 0);
}

/** What a journal line says of the seats that it told; see the entry `redeemed`. */
export type ToldSeats = { readonly positions: readonly number[] | null; readonly seats: readonly number[] | null };

/** The seats that these of its persons were told; null where the line does not say. */
export function toldSeatsOf({ positions, seats }: ToldSeats, of: readonly number[]): number[] | null {
	if (positions === null || seats === null) return null;
	return of.map((position) => seats[positions.indexOf(position)] ?? 0).filter((seat) => seat > 0);
}

/** Seats grouped into runs of adjacent ones. Numbers that the plan does not have are left out. */
export function seatRunsOf(plan: SeatPlan, numbers: readonly number[]): readonly SeatRun[] {
	const runs: SeatRun[] = [];
	for (const number of numbers.toSorted((a, b) => a - b)) {
		const found = seatAt(plan, number);
		const last = runs.at(-1);
		if (found === null) continue;
		const isNext = last !== undefined && last.row === found.row && last.to + 1 === found.seat;
		if (isNext) runs[runs.length - 1] = { ...last, to: found.seat };
		else runs.push({ row: found.row, from: found.seat, to: found.seat });
	}
	return runs;
}

import type { Row } from "./row.ts";
import type { SeatPlan, Session } from "./session.ts";

// Seats are numbered through a hall in plan order, 1 the leftmost of the first row. A row's `place` is, in a session with
// seats, the number of the first seat of its party, 0 for none; the party sits on as many seats in a row of numbers.

/** A seat as it is written on it. */
export type Seat = { readonly row: number; readonly seat: number };
/** Neighbours in one row. */
export type SeatRun = { readonly row: number; readonly from: number; readonly to: number };
/** Who sits where: what an allocation's row says of it. */
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

/** Seats stand on a grid as wide as the widest row; this is the column that the first of a row stands on, 1 the leftmost. */
export function firstColumnOf({ rows }: SeatPlan, row: number): number {
	return Math.floor((Math.max(...rows) - (rows[row - 1] ?? 0)) / 2) + 1;
}

/**
 * The numbers of the seats of those persons of a party, told by their positions in it, the first being 0. Empty where there
 * are none: seats are the row's, so neither a session that a newer issue moved to has any, nor the persons it added.
 */
export function seatsOf(session: Session, row: SeatedParty, positions: readonly number[]): number[] {
	if (!isSeated(session) || session.session !== row.session || row.place === 0) return [];
	const { entry } = session;
	return positions
		.filter((position) => position < row.party && seatAt(entry, row.place + position) !== null)
		.map((position) => row.place + position);
}

/** Seats as one says them, neighbours together. Numbers that the plan does not have are left out. */
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

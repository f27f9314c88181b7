import { firstColumnOf, seatCountOf, seatNumberOf } from "../../../core/allocation/seating.ts";
import type { SeatPlan } from "../../../core/allocation/session.ts";

/** A stretch of neighbouring numbers. */
type SeatRange = { readonly first: number; readonly last: number };

/** Who holds which seat of one session; a seat's number is its place in `holders`, null where it is free. */
export type SeatMap = {
	readonly plan: SeatPlan;
	readonly holders: (string | null)[];
	/** Where parties are looked for a place: between aisles, then in a row, then anywhere; of each the best first. */
	readonly preferredRanges: readonly (readonly SeatRange[])[];
};

export function createSeatMap(plan: SeatPlan): SeatMap {
	const seats = seatCountOf(plan);
	const rows = rowsByPreference(plan);
	return {
		plan,
		holders: new Array<string | null>(seats + 1).fill(null),
		preferredRanges: [
			rows.flatMap((row) => blocksOf(plan, row)),
			rows.map((row) => rowOf(plan, row)),
			[{ first: 1, last: seats }],
		],
	};
}

/** Whether all of these seats are there, and free but for those that the booking holds itself. */
export function isFree(hall: SeatMap, first: number, party: number, booking: string | null): boolean {
	return (
		findOtherHolder(hall, first, party, booking) === undefined && first >= 1 && first + party <= hall.holders.length
	);
}

/** The first of these seats that another booking holds, and which booking that is. */
export function findOtherHolder(
	{ holders }: SeatMap,
	first: number,
	party: number,
	booking: string | null,
): string | undefined {
	return holders.slice(first, first + party).find((holder) => holder !== null && holder !== booking) ?? undefined;
}

export function occupy({ holders }: SeatMap, booking: string, first: number, party: number): void {
	holders.fill(booking, first, first + party);
}

/** Frees what is the booking's of these seats. */
export function release({ holders }: SeatMap, booking: string, first: number, party: number): void {
	for (let number = first; number < first + party; number++) if (holders[number] === booking) holders[number] = null;
}

/** The first of so many free neighbours: where nobody is left without one, if possible. Null for none. */
export function chooseSeats(hall: SeatMap, party: number): number | null {
	for (const stretches of hall.preferredRanges) {
		let lonely: number | null = null;
		for (const stretch of stretches) {
			for (const { first, last } of freeRangesIn(hall, stretch)) {
				const left = last - first + 1 - party;
				if (left < 0) continue;
				if (left !== 1) return first;
				lonely ??= first;
			}
		}
		if (lonely !== null) return lonely;
	}
	return null;
}

export function isInOneRow(plan: SeatPlan, first: number, party: number): boolean {
	return plan.rows.some((_, index) => {
		const row = rowOf(plan, index + 1);
		return row.first <= first && first + party - 1 <= row.last;
	});
}

function* freeRangesIn({ holders }: SeatMap, { first, last }: SeatRange): Generator<SeatRange> {
	let from = first;
	for (let number = first; number <= last + 1; number++) {
		if (number <= last && holders[number] === null) continue;
		if (from < number) yield { first: from, last: number - 1 };
		from = number + 1;
	}
}

/** A film is seen best from two thirds back, a stage from nearer. */
function rowsByPreference({ rows, front }: SeatPlan): readonly number[] {
	const best = Math.ceil((rows.length * (front === "screen" ? 2 : 1)) / 3);
	return rows.map((_, index) => index + 1).toSorted((a, b) => Math.abs(a - best) - Math.abs(b - best) || a - b);
}

function rowOf(plan: SeatPlan, row: number): SeatRange {
	const seats = plan.rows[row - 1] ?? 0;
	const first = seatNumberOf(plan, { row, seat: 1 }) ?? 0;
	return { first, last: first + seats - 1 };
}

/** The seats of a row between its aisles, those nearest to the middle first. */
function blocksOf(plan: SeatPlan, row: number): readonly SeatRange[] {
	const { first, last } = rowOf(plan, row);
	const beforeFirst = firstColumnOf(plan, row) - 1;
	const ends = plan.aisles
		.map((column) => first + column - beforeFirst - 1)
		.filter((end) => first <= end && end < last);
	const blocks = [first - 1, ...ends.toSorted((a, b) => a - b)].map((end, i, all) => ({
		first: end + 1,
		last: all[i + 1] ?? last,
	}));
	const offMiddle = (block: SeatRange) => Math.abs(block.first + block.last - first - last);
	return blocks.toSorted((a, b) => offMiddle(a) - offMiddle(b));
}

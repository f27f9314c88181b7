import { firstColumnOf, seatCountOf, seatNumberOf } from "../../../core/allocation/seating.ts";
import type { SeatPlan } from "../../../core/allocation/session.ts";

/** A range of adjacent seat numbers. */
type SeatRange = { readonly first: number; readonly last: number };

/** The booking that holds each seat of one session. `holders` is indexed by seat number; null is a free seat. */
export type SeatMap = {
	readonly plan: SeatPlan;
	readonly holders: (string | null)[];
	/** Where seats are searched: between two aisles, then in one row, then anywhere; the best of each first. */
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

/** Whether all of these seats exist and are free, or are the booking's own. */
export function isFree(seatMap: SeatMap, first: number, party: number, booking: string | null): boolean {
	return (
		findOtherHolder(seatMap, first, party, booking) === undefined &&
		first >= 1 &&
		first + party <= seatMap.holders.length
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

/** Frees those of these seats that the booking holds. */
export function release({ holders }: SeatMap, booking: string, first: number, party: number): void {
	for (let number = first; number < first + party; number++) if (holders[number] === booking) holders[number] = null;
}

/** The first of `party` adjacent free seats, if possible without leaving a single free seat beside them. Null for none. */
export function chooseSeats(seatMap: SeatMap, party: number): number | null {
	for (const stretches of seatMap.preferredRanges) {
		let lonely: number | null = null;
		for (const stretch of stretches) {
			for (const { first, last } of freeRangesIn(seatMap, stretch)) {
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

/** The best rows first: for a film two thirds back, for a stage nearer. */
function rowsByPreference({ rows, front }: SeatPlan): readonly number[] {
	const best = Math.ceil((rows.length * (front === "screen" ? 2 : 1)) / 3);
	return rows.map((_, index) => index + 1).toSorted((a, b) => Math.abs(a - best) - Math.abs(b - best) || a - b);
}

function rowOf(plan: SeatPlan, row: number): SeatRange {
	const seats = plan.rows[row - 1] ?? 0;
	const first = seatNumberOf(plan, { row, seat: 1 }) ?? 0;
	return { first, last: first + seats - 1 };
}

/** The ranges of a row between its aisles, the nearest to the middle first. */
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

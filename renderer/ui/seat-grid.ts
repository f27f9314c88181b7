import { firstColumn, seatAt, seatCount } from "../../core/allocation/seating.ts";
import type { SeatPlan } from "../../core/allocation/session.ts";

/** Where a seat stands on the drawing: its middle. */
export type Spot = { readonly x: number; readonly y: number; readonly row: number };

/** The drawing of a hall, the front at the top. Measures are the drawing's own; one seat and its gap are `pitch` wide. */
export type SeatGrid = {
	readonly width: number;
	readonly height: number;
	/** By the seats' numbers; the place of number 0 is empty. */
	readonly spots: readonly (Spot | null)[];
	/** Where the rows' numbers stand on both sides. */
	readonly rows: readonly { readonly row: number; readonly y: number }[];
};

export const pitch = 10;
const aisle = 8;
/** Beside the seats, for the rows' numbers, which the ring about the first seat must not touch. */
const margin = 22;
/** Above the seats, for the front. */
const front = 30;
const rowPitch = 12;
/** How much nearer to the front the ends of the widest row are than its middle. */
const bow = 7;

export function layOut(plan: SeatPlan): SeatGrid {
	const columns = Math.max(...plan.rows);
	const inner = columns * pitch + plan.aisles.filter((column) => column < columns).length * aisle;
	const middle = margin + inner / 2;
	const numbers = Array.from({ length: seatCount(plan) }, (_, i) => seatAt(plan, i + 1));
	const spots = numbers.map((found): Spot | null => {
		if (found === null) return null;
		const column = firstColumn(plan, found.row) + found.seat - 1;
		const aislesBefore = plan.aisles.filter((end) => end < column).length;
		const x = margin + (column - 0.5) * pitch + aislesBefore * aisle;
		const off = (x - middle) / (inner / 2);
		return { x, y: front + (found.row - 0.5) * rowPitch + bow * (1 - off * off), row: found.row };
	});
	return {
		width: inner + 2 * margin,
		height: front + plan.rows.length * rowPitch + bow,
		spots: [null, ...spots],
		rows: plan.rows.map((_, index) => ({ row: index + 1, y: front + (index + 0.5) * rowPitch })),
	};
}

/** Each seat as a line without a length: the ends of a thick one make it a dot, so that a hall is one path and fast to draw. */
export function dots({ spots }: SeatGrid, numbers: readonly number[]): string {
	return numbers
		.flatMap((number) => spots[number] ?? [])
		.map(({ x, y }) => `M${at(x)} ${at(y)}h0`)
		.join("");
}

/** One line through neighbours of a row. */
export function chain({ spots }: SeatGrid, numbers: readonly number[]): string {
	const [first, ...rest] = numbers.flatMap((number) => spots[number] ?? []);
	if (first === undefined) return "";
	return `M${at(first.x)} ${at(first.y)}h0${rest.map(({ x, y }) => `L${at(x)} ${at(y)}`).join("")}`;
}

function at(measure: number): string {
	return String(Math.round(measure * 10) / 10);
}

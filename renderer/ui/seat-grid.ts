import { firstColumnOf, seatAt, seatCountOf } from "../../core/allocation/seating.ts";
import type { SeatPlan } from "../../core/allocation/session.ts";

/** Where a seat stands on the drawing: its middle. */
export type SeatPosition = { readonly x: number; readonly y: number; readonly row: number };

/** The drawing of a hall, the front at the top. Measures are the drawing's own; one seat and its gap are `pitch` wide. */
export type SeatGrid = {
	readonly width: number;
	readonly height: number;
	/** By the seats' numbers; the place of number 0 is empty. */
	readonly positions: readonly (SeatPosition | null)[];
	/** Where the rows' numbers stand on both sides. */
	readonly rows: readonly { readonly row: number; readonly y: number }[];
};

export const seatPitch = 10;
const aisleWidth = 8;
/** Beside the seats, for the rows' numbers, which the ring about the first seat must not touch. */
const margin = 22;
/** Above the seats, for the front. */
const frontDepth = 30;
const rowPitch = 12;
/** How much nearer to the front the ends of the widest row are than its middle. */
const rowCurve = 7;

export function layOutSeats(plan: SeatPlan): SeatGrid {
	const columns = Math.max(...plan.rows);
	const inner = columns * seatPitch + plan.aisles.filter((column) => column < columns).length * aisleWidth;
	const middle = margin + inner / 2;
	const numbers = Array.from({ length: seatCountOf(plan) }, (_, i) => seatAt(plan, i + 1));
	const spots = numbers.map((found): SeatPosition | null => {
		if (found === null) return null;
		const column = firstColumnOf(plan, found.row) + found.seat - 1;
		const aislesBefore = plan.aisles.filter((end) => end < column).length;
		const x = margin + (column - 0.5) * seatPitch + aislesBefore * aisleWidth;
		const off = (x - middle) / (inner / 2);
		return { x, y: frontDepth + (found.row - 0.5) * rowPitch + rowCurve * (1 - off * off), row: found.row };
	});
	return {
		width: inner + 2 * margin,
		height: frontDepth + plan.rows.length * rowPitch + rowCurve,
		positions: [null, ...spots],
		rows: plan.rows.map((_, index) => ({ row: index + 1, y: frontDepth + (index + 0.5) * rowPitch })),
	};
}

/** Each seat as a line without a length: the ends of a thick one make it a dot, so that a hall is one path and fast to draw. */
export function seatDotsPath({ positions }: SeatGrid, numbers: readonly number[]): string {
	return numbers
		.flatMap((number) => positions[number] ?? [])
		.map(({ x, y }) => `M${formatCoordinate(x)} ${formatCoordinate(y)}h0`)
		.join("");
}

/** One line through neighbours of a row. */
export function seatRunPath({ positions }: SeatGrid, numbers: readonly number[]): string {
	const [first, ...rest] = numbers.flatMap((number) => positions[number] ?? []);
	if (first === undefined) return "";
	return `M${formatCoordinate(first.x)} ${formatCoordinate(first.y)}h0${rest.map(({ x, y }) => `L${formatCoordinate(x)} ${formatCoordinate(y)}`).join("")}`;
}

function formatCoordinate(measure: number): string {
	return String(Math.round(measure * 10) / 10);
}

import { firstColumnOf, seatAt, seatCountOf } from "../../core/allocation/seating.ts";
import type { SeatPlan } from "../../core/allocation/session.ts";

/** The centre of a seat in the drawing. */
export type SeatPosition = { readonly x: number; readonly y: number; readonly row: number };

/** The drawing of a hall, the front at the top. Units are the drawing's own; a seat and its gap are `pitch` wide. */
export type SeatGrid = {
	readonly width: number;
	readonly height: number;
	/** Indexed by seat number; index 0 is empty. */
	readonly positions: readonly (SeatPosition | null)[];
	/** Where the row numbers are drawn, on both sides. */
	readonly rows: readonly { readonly row: number; readonly y: number }[];
};

export const seatPitch = 10;
const aisleWidth = 8;
/** Space beside the seats for the row numbers, clear of the ring around the first seat. */
const margin = 22;
/** Space above the seats for the front. */
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

/**
 * Each seat is a zero-length line whose round caps make it a dot, so that a whole hall is one path and renders fast.
 */
export function seatDotsPath({ positions }: SeatGrid, numbers: readonly number[]): string {
	return numbers
		.flatMap((number) => positions[number] ?? [])
		.map(({ x, y }) => `M${formatCoordinate(x)} ${formatCoordinate(y)}h0`)
		.join("");
}

/** One line through adjacent seats of a row. */
export function seatRunPath({ positions }: SeatGrid, numbers: readonly number[]): string {
	const [first, ...rest] = numbers.flatMap((number) => positions[number] ?? []);
	if (first === undefined) return "";
	return `M${formatCoordinate(first.x)} ${formatCoordinate(first.y)}h0${rest.map(({ x, y }) => `L${formatCoordinate(x)} ${formatCoordinate(y)}`).join("")}`;
}

function formatCoordinate(measure: number): string {
	return String(Math.round(measure * 10) / 10);
}

import type { PNG } from "pngjs";
import type { Bitmap } from "../../main/printing/bitmap.ts";

/** Printed dots, for comparison: one string per row, "#" for ink and "." for none. */
export type Dots = { readonly width: number; readonly rows: readonly string[] };

/** Without the blank rows above and below, which depend on the cutter. */
export function dotsOfRows(width: number, rows: readonly string[]): Dots {
	const isInked = (row: string) => row.includes("#");
	return { width, rows: rows.slice(rows.findIndex(isInked), rows.findLastIndex(isInked) + 1) };
}

export function dotsOfPng({ width, height, data }: PNG): Dots {
	const dot = (x: number, y: number) => ((data[4 * (y * width + x)] ?? 255) < 128 ? "#" : ".");
	const row = (y: number) => Array.from({ length: width }, (_, x) => dot(x, y)).join("");
	return dotsOfRows(
		width,
		Array.from({ length: height }, (_, y) => row(y)),
	);
}

export function dotsOfBitmap({ width, height, dots }: Bitmap): Dots {
	const row = (y: number) =>
		[...dots.subarray(y * width, (y + 1) * width)].map((dot) => (dot === 1 ? "#" : ".")).join("");
	return dotsOfRows(
		width,
		Array.from({ length: height }, (_, y) => row(y)),
	);
}

/** How many dots differ; all of them when the sizes differ. */
export function countDifferences(a: Dots, b: Dots): number {
	if (a.width !== b.width || a.rows.length !== b.rows.length)
		return Math.max(a.width * a.rows.length, b.width * b.rows.length);
	return a.rows.reduce((sum, row, y) => sum + [...row].filter((dot, x) => dot !== b.rows[y]?.[x]).length, 0);
}

export function blackShare({ width, rows }: Dots): number {
	return rows.reduce((sum, row) => sum + row.split("#").length - 1, 0) / (width * rows.length);
}

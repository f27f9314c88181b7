import type { GreyImage } from "./grey-image.ts";

/** Filter applied before decoding: `sharp` and `sharper` against blur, `level` against uneven light. */
export type Filter = "none" | "sharp" | "sharper" | "level";

/** Applies an unsharp mask (against defocus and motion blur), or subtracts the local mean (against uneven light). */
export function applyFilter(picture: GreyImage, filter: Filter): GreyImage {
	switch (filter) {
		case "none":
			return picture;
		case "sharp":
			return subtractLocalMean(picture, { radius: 4, own: 5, mean: 4, grey: 0 });
		case "sharper":
			return subtractLocalMean(picture, { radius: 8, own: 5, mean: 4, grey: 0 });
		case "level":
			return subtractLocalMean(picture, { radius: 8, own: 3, mean: 3, grey: 128 });
	}
}

type Weights = { readonly radius: number; readonly own: number; readonly mean: number; readonly grey: number };

/** Each pixel becomes `own` × itself − `mean` × the mean of the square around it + `grey`. */
function subtractLocalMean({ luminance, width, height }: GreyImage, { radius, own, mean, grey }: Weights): GreyImage {
	const result = new Uint8ClampedArray(width * height);
	const side = 2 * radius + 1;
	const others = Math.round((mean * 65536) / (side * side));
	// Sliding window: column sums of the square, to which each image row adds one row and from which it removes one.
	const columns = new Int32Array(width + 2 * radius);
	const rowAt = (y: number) => Math.max(0, Math.min(height - 1, y)) * width;
	for (let y = -radius; y <= radius; y++) shiftColumnSums(columns, radius, luminance, rowAt(y), null, width);
	for (let y = 0; y < height; y++) {
		if (y > 0) shiftColumnSums(columns, radius, luminance, rowAt(y + radius), rowAt(y - radius - 1), width);
		columns.fill(columns[radius] ?? 0, 0, radius);
		columns.fill(columns[width + radius - 1] ?? 0, width + radius);
		let sum = 0;
		for (let x = 0; x < 2 * radius; x++) sum += columns[x] ?? 0;
		for (let x = 0, at = y * width; x < width; x++, at++) {
			sum += columns[x + 2 * radius] ?? 0;
			result[at] = own * (luminance[at] ?? 0) - ((sum * others) >> 16) + grey;
			sum -= columns[x] ?? 0;
		}
	}
	return { luminance: result, width, height };
}

function shiftColumnSums(
	columns: Int32Array,
	margin: number,
	from: Uint8ClampedArray,
	added: number,
	taken: number | null,
	width: number,
): void {
	for (let x = 0; x < width; x++) {
		const gone = taken === null ? 0 : (from[taken + x] ?? 0);
		columns[x + margin] = (columns[x + margin] ?? 0) + (from[added + x] ?? 0) - gone;
	}
}

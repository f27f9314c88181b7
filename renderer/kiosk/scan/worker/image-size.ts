import type { GreyImage } from "./grey-image.ts";

/**
 * The size at which a picture is decoded. `frame`: at most `maxPixels`, as a camera's frame already is; `half`: half of
 * that in each direction; `larger`: enlarged, or shrunk less; `full`: unscaled, where `frame` is shrunk.
 */
export type ImageSize = "half" | "frame" | "larger" | "full";

/** A 720p frame has 0.9 million pixels. Larger pictures than this are shrunk by an integer divisor. */
const maxPixels = 1_500_000;
const largerPixels = 2_100_000;
const maxEnlargement = 2;
const minEnlargement = 1.2;

/**
 * The scale factor for a size; below 1 it is the reciprocal of an integer. Null where it would equal another size's.
 */
export function scaleFactorFor(size: ImageSize, width: number, height: number): number | null {
	const pixels = width * height;
	const divisor = Math.max(1, Math.ceil(Math.sqrt(pixels / maxPixels)));
	switch (size) {
		case "half":
			return 1 / (2 * divisor);
		case "frame":
			return 1 / divisor;
		case "larger": {
			if (divisor > 1) return divisor > 2 ? 1 / Math.round(divisor / 2) : null;
			const factor = Math.min(maxEnlargement, Math.sqrt(largerPixels / pixels));
			return factor < minEnlargement ? null : factor;
		}
		case "full":
			return divisor > 1 ? 1 : null;
	}
}

export function scaleImage(picture: GreyImage, factor: number): GreyImage {
	if (factor === 1) return picture;
	return factor < 1 ? shrinkImage(picture, Math.round(1 / factor)) : enlargeImage(picture, factor);
}

/** Each pixel is the mean of a square of `by` × `by` pixels, which also reduces noise. */
function shrinkImage({ luminance, width: from, height: rows }: GreyImage, by: number): GreyImage {
	const width = Math.floor(from / by);
	const height = Math.floor(rows / by);
	const small = new Uint8ClampedArray(width * height);
	const sums = new Uint32Array(width);
	for (let y = 0; y < height; y++) {
		sums.fill(0);
		for (let row = y * by; row < (y + 1) * by; row++) {
			for (let x = 0, at = row * from; x < width; x++) {
				let sum = 0;
				for (let i = 0; i < by; i++) sum += luminance[at++] ?? 0;
				sums[x] = (sums[x] ?? 0) + sum;
			}
		}
		for (let x = 0; x < width; x++) small[y * width + x] = (sums[x] ?? 0) / (by * by);
	}
	return { luminance: small, width, height };
}

/** Bilinear interpolation, in fixed point with 8 fractional bits. */
function enlargeImage({ luminance, width: from, height: rows }: GreyImage, by: number): GreyImage {
	const width = Math.floor(from * by);
	const height = Math.floor(rows * by);
	const large = new Uint8ClampedArray(width * height);
	const lefts = Uint32Array.from({ length: width }, (_, x) => sourcePositionOf(x, by, from));
	for (let y = 0; y < height; y++) {
		const place = sourcePositionOf(y, by, rows);
		const above = (place >> 8) * from;
		const low = place & 255;
		for (let x = 0, to = y * width; x < width; x++, to++) {
			const left = lefts[x] ?? 0;
			const at = above + (left >> 8);
			const right = left & 255;
			const top = (luminance[at] ?? 0) * (256 - right) + (luminance[at + 1] ?? 0) * right;
			const bottom = (luminance[at + from] ?? 0) * (256 - right) + (luminance[at + from + 1] ?? 0) * right;
			large[to] = (top * (256 - low) + bottom * low + 32768) >> 16;
		}
	}
	return { luminance: large, width, height };
}

/** The position of an enlarged pixel in the source, in 256ths of a pixel, clamped below the last one. */
function sourcePositionOf(to: number, by: number, length: number): number {
	const place = ((to + 0.5) / by - 0.5) * 256;
	return Math.max(0, Math.min(place, (length - 1) * 256 - 1));
}

/** A greyscale image: one byte per pixel, rows without padding. */
export type GreyImage = {
	readonly luminance: Uint8ClampedArray<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
};

/** Reads the texts of the codes in the image, the foremost first; empty if there is none. */
export type Decode = (picture: GreyImage) => readonly string[];

/** Converts RGBA to luminance (BT.601). `into` may be the same buffer as `rgba`. */
export function convertToGrey(rgba: Uint8ClampedArray, into: Uint8ClampedArray<ArrayBuffer>, pixels: number): void {
	for (let i = 0, at = 0; i < pixels; i++, at += 4) {
		into[i] = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8;
	}
}

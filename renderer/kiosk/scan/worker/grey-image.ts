/** A grey picture, one byte a pixel, rows without gaps. */
export type GreyImage = {
	readonly luminance: Uint8ClampedArray<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
};

/** A decoder is a function from a picture to a text or nothing. */
export type Decode = (picture: GreyImage) => string | null;

/** The luminance of pixels in RGBA (BT.601). May be made where the pixels lie. */
export function convertToGrey(rgba: Uint8ClampedArray, into: Uint8ClampedArray<ArrayBuffer>, pixels: number): void {
	for (let i = 0, at = 0; i < pixels; i++, at += 4) {
		into[i] = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8;
	}
}

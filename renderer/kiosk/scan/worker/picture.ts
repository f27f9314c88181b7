/** A grey picture, one byte a pixel, rows without gaps. */
export type Picture = {
	readonly luminance: Uint8ClampedArray<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
};

/** A decoder is a function from a picture to a text or nothing. */
export type Decode = (picture: Picture) => string | null;

/** The square in the middle, as high as the picture; its left edge even, as frames with halved colour want it. */
export function squareOf(width: number, height: number): { x: number; y: number; width: number; height: number } {
	const side = Math.min(width, height) & ~1;
	return { x: ((width - side) >> 1) & ~1, y: ((height - side) >> 1) & ~1, width: side, height: side };
}

/** A monochrome image in print dots: one byte a dot, 1 for black, row-major. */
export type Bitmap = { readonly width: number; readonly height: number; readonly dots: Uint8Array };

/** From BGRA pixels, as Electron gives them; luma (Rec. 601) below half is black. */
export function bitmapOf(pixels: Uint8Array, width: number, height: number): Bitmap {
	const value = (at: number) => pixels[at] ?? 255;
	const dots = Uint8Array.from({ length: width * height }, (_, i) => {
		const lightness = 0.114 * value(4 * i) + 0.587 * value(4 * i + 1) + 0.299 * value(4 * i + 2);
		return lightness < 128 ? 1 : 0;
	});
	return { width, height, dots };
}

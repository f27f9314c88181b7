/**
 * A picture under construction: luma from 0 (black) to 255 (white) in floating point, so that intermediate steps
 * neither round nor clip.
 */
export type Canvas = { readonly width: number; readonly height: number; readonly light: Float32Array };

export function blankCanvas(width: number, height: number): Canvas {
	return { width, height, light: new Float32Array(width * height) };
}

/** Sets each pixel from its position and its present luma. */
export function paint(canvas: Canvas, colour: (x: number, y: number, light: number) => number): void {
	const { width, height, light } = canvas;
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at++) light[at] = colour(x, y, light[at] ?? 0);
	}
}

/** Converts to 8-bit RGBA with three equal channels. */
export function toImageData({ width, height, light }: Canvas): ImageData {
	const grey = new Uint8ClampedArray(light);
	const pixels = new Uint32Array(light.length);
	for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 | ((grey[at] ?? 0) * 0x010101);
	return { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: "srgb" };
}

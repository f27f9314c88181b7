import type { Canvas } from "./canvas.ts";
import { paint } from "./canvas.ts";
import type { NoiseSource } from "./seededRandom.ts";

// Distortions by lens, motion, light and sensor, applied to a canvas in place. Lengths are in pixels.

/** Defocus: a Gaussian blur of the given standard deviation, first along rows, then along columns. */
export function defocus(canvas: Canvas, deviation: number): void {
	const reach = Math.ceil(deviation * 2.5);
	const bell = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-(((i - reach) / deviation) ** 2) / 2));
	const sum = bell.reduce((total, weight) => total + weight, 0);
	for (const step of [1, canvas.width]) {
		convolve(
			canvas,
			bell.map((weight, i) => ({ offset: (i - reach) * step, weight: weight / sum })),
		);
	}
}

/** Motion blur of the given length and direction. */
export function motionBlur(canvas: Canvas, length: number, angle: number): void {
	const steps = Math.max(2, Math.ceil(length));
	const taps = Array.from({ length: steps + 1 }, (_, i) => {
		const along = (i / steps - 0.5) * length;
		const [x, y] = [along * Math.cos(angle), along * Math.sin(angle)];
		const [left, top] = [Math.floor(x), Math.floor(y)];
		const [fx, fy] = [x - left, y - top];
		const offset = top * canvas.width + left;
		const weight = 1 / (steps + 1);
		return [
			{ offset, weight: weight * (1 - fx) * (1 - fy) },
			{ offset: offset + 1, weight: weight * fx * (1 - fy) },
			{ offset: offset + canvas.width, weight: weight * (1 - fx) * fy },
			{ offset: offset + canvas.width + 1, weight: weight * fx * fy },
		];
	});
	convolve(canvas, taps.flat());
}

type Tap = { readonly offset: number; readonly weight: number };

/**
 * Replaces each pixel by the weighted mean of its neighbours by index. At a row's end these are pixels of the next row,
 * which does not matter at the picture's edge.
 */
function convolve({ light }: Canvas, taps: readonly Tap[]): void {
	const from = Float32Array.from(light);
	light.fill(0);
	const last = light.length - 1;
	for (const { offset, weight } of taps) {
		const start = Math.max(0, -offset);
		const end = Math.min(light.length, light.length - offset);
		for (let at = 0; at < start; at++) light[at] = (light[at] ?? 0) + weight * (from[0] ?? 0);
		for (let at = start; at < end; at++) light[at] = (light[at] ?? 0) + weight * (from[at + offset] ?? 0);
		for (let at = end; at <= last; at++) light[at] = (light[at] ?? 0) + weight * (from[last] ?? 0);
	}
}

/** Sensor noise: a constant part, and a part that grows with the square root of the luma. */
export function addNoise(canvas: Canvas, deviation: number, dice: NoiseSource): void {
	paint(
		canvas,
		(_x, _y, light) => light + dice.normal() * deviation * (0.6 + 0.4 * Math.sqrt(Math.max(0, light) / 255)),
	);
}

/** Haze or a dim display: scales the contrast about a level. */
export function reduceContrast(canvas: Canvas, contrast: number, level: number): void {
	paint(canvas, (_x, _y, light) => level + (light - 128) * contrast);
}

/** A lamp's reflection: an ellipse of light that fades out, clipped at white by the sensor. */
export function addGlare(canvas: Canvas, x0: number, y0: number, radius: number, strength: number): void {
	paint(canvas, (x, y, light) => {
		const away = Math.hypot(x - x0, (y - y0) * 1.6) / radius;
		return light + strength * Math.exp(-away * away * away);
	});
}

/** Moiré of the phone's pixels with the camera's: two crossing waves, and the slow band of the display's refresh. */
export function addMoire(canvas: Canvas, period: number, angle: number, strength: number): void {
	const step = (2 * Math.PI) / period;
	const [cos, sin] = [Math.cos(angle) * step, Math.sin(angle) * step];
	paint(canvas, (x, y, light) => {
		const waves = Math.sin(x * cos + y * sin) + Math.sin(y * cos * 0.93 - x * sin * 0.93);
		const band = Math.sin((y / canvas.height) * 2 * Math.PI * 1.7 + angle);
		return light * (1 + (strength * waves) / 2 + (strength * band) / 3);
	});
}

/** Light from one side; `left` is the share that remains at the far side. */
export function addShade(canvas: Canvas, left: number, angle: number): void {
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	paint(canvas, (x, y, light) => {
		const along = ((x / canvas.width - 0.5) * cos + (y / canvas.height - 0.5) * sin) / Math.SQRT2 + 0.5;
		return light * (1 - (1 - left) * along);
	});
}

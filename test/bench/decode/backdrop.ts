import { type Canvas, paint } from "./canvas.ts";
import type { NoiseSource } from "./seededRandom.ts";

/** Backgrounds without a code, and around one. */
export const backdrops = ["wall", "noise", "text", "crowd", "tiles"] as const;
export type Backdrop = (typeof backdrops)[number];

export function drawBackdrop(canvas: Canvas, backdrop: Backdrop, dice: NoiseSource): void {
	const { width, height } = canvas;
	const level = dice.between(70, 190);
	const slope = dice.between(-40, 40);
	paint(canvas, (x) => level + (slope * x) / width);
	switch (backdrop) {
		case "wall":
			return;
		case "noise":
			paint(canvas, () => dice.between(0, 255));
			return;
		case "text":
			drawLines(canvas, dice);
			return;
		case "crowd":
			drawCrowd(canvas, dice);
			return;
		case "tiles": {
			// Squares of a few pixels, randomly dark or light, which resemble a code.
			const side = dice.between(6, 14);
			const across = Math.ceil(width / side);
			const dark = Array.from({ length: across * Math.ceil(height / side) }, () => dice.between(0, 1) < 0.5);
			paint(canvas, (x, y) => (dark[Math.floor(y / side) * across + Math.floor(x / side)] ? 50 : 200));
		}
	}
}

/** A printed page: lines of mostly upright dark strokes, with gaps between words. */
function drawLines(canvas: Canvas, dice: NoiseSource): void {
	const size = dice.between(14, 34);
	paint(canvas, () => 215);
	for (let top = size; top < canvas.height - size; top += size * 1.6) {
		for (let left = size; left < canvas.width - size; left += size * dice.between(0.16, 0.5)) {
			if (dice.between(0, 1) < 0.12) left += size * 0.6;
			const isUpright = dice.between(0, 1) < 0.6;
			const long = size * dice.between(0.3, 1);
			const thick = Math.max(2, size * 0.12);
			fill(
				canvas,
				left,
				top + size * dice.between(0, 0.3),
				isUpright ? thick : long * 0.6,
				isUpright ? long : thick,
				40,
			);
		}
	}
}

/** Heads and shoulders: overlapping discs and blocks in random greys. */
function drawCrowd(canvas: Canvas, dice: NoiseSource): void {
	const { width, height } = canvas;
	for (let i = 0; i < 60; i++) {
		const size = dice.between(0.04, 0.16) * height;
		const x = dice.between(0, width);
		const y = dice.between(0.1, 1) * height;
		fill(canvas, x - size, y + size, size * 2, size * 3, dice.between(20, 220));
		disc(canvas, x, y, size * 0.7, dice.between(40, 200));
		disc(canvas, x - size * 0.25, y - size * 0.1, size * 0.09, 25);
		disc(canvas, x + size * 0.25, y - size * 0.1, size * 0.09, 25);
	}
}

export function fill(canvas: Canvas, left: number, top: number, wide: number, high: number, light: number): void {
	const last = Math.min(canvas.width, Math.round(left + wide));
	for (let y = Math.max(0, Math.round(top)); y < Math.min(canvas.height, Math.round(top + high)); y++) {
		if (last > left)
			canvas.light.fill(light, y * canvas.width + Math.max(0, Math.round(left)), y * canvas.width + last);
	}
}

function disc(canvas: Canvas, x: number, y: number, radius: number, light: number): void {
	for (let dy = -radius; dy <= radius; dy++) {
		const half = Math.sqrt(radius * radius - dy * dy);
		fill(canvas, x - half, y + dy, 2 * half, 1, light);
	}
}

import type { Picture } from "./picture.ts";

/** A picture's light at points some pixels apart, to tell whether anything has moved. A twentieth of a millisecond. */
export type Glimpse = Uint8Array;

const apart = 16;
const block = 4;
/** A sensor's noise changes the mean of a block less than this, or in fewer blocks. */
const leastLevels = 8;
const leastBlocks = 4;

export function glimpse({ luminance, width, height }: Picture): Glimpse {
	const across = Math.floor(width / apart);
	const down = Math.floor(height / apart);
	const points = new Uint8Array(across * down);
	for (let i = 0; i < points.length; i++) {
		const start = Math.floor(i / across) * apart * width + (i % across) * apart;
		let sum = 0;
		for (let y = 0; y < block; y++) {
			for (let x = 0; x < block; x++) sum += luminance[start + y * width + x] ?? 0;
		}
		points[i] = sum / (block * block);
	}
	return points;
}

export function hasChanged(from: Glimpse, to: Glimpse): boolean {
	if (from.length !== to.length) return true;
	let changed = 0;
	for (let i = 0; i < from.length; i++) {
		if (Math.abs((from[i] ?? 0) - (to[i] ?? 0)) >= leastLevels) changed++;
	}
	return changed >= leastBlocks;
}

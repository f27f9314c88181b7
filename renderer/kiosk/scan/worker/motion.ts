import type { GreyImage } from "./grey-image.ts";

/** A picture's light at points some pixels apart, to tell whether anything has moved. A twentieth of a millisecond. */
export type MotionSample = Uint8Array;

const sampleSpacingPx = 16;
const sampleBlockPx = 4;
/** A sensor's noise changes the mean of a block less than this, or in fewer blocks. */
const minLevelChange = 8;
const minChangedBlocks = 4;

export function sampleMotion({ luminance, width, height }: GreyImage): MotionSample {
	const across = Math.floor(width / sampleSpacingPx);
	const down = Math.floor(height / sampleSpacingPx);
	const points = new Uint8Array(across * down);
	for (let i = 0; i < points.length; i++) {
		const start = Math.floor(i / across) * sampleSpacingPx * width + (i % across) * sampleSpacingPx;
		let sum = 0;
		for (let y = 0; y < sampleBlockPx; y++) {
			for (let x = 0; x < sampleBlockPx; x++) sum += luminance[start + y * width + x] ?? 0;
		}
		points[i] = sum / (sampleBlockPx * sampleBlockPx);
	}
	return points;
}

export function hasMoved(from: MotionSample, to: MotionSample): boolean {
	if (from.length !== to.length) return true;
	let changed = 0;
	for (let i = 0; i < from.length; i++) {
		if (Math.abs((from[i] ?? 0) - (to[i] ?? 0)) >= minLevelChange) changed++;
	}
	return changed >= minChangedBlocks;
}

import type { GreyImage } from "./grey-image.ts";
import type { FrameHealth } from "./message.ts";
import { hasMoved, type MotionSample, sampleMotion } from "./motion.ts";

/** Watches whether a camera still gives frames, and pictures that change. */
export type FrameWatch = {
	/** The next frame is waited for from now on. */
	readonly awaitFrame: () => void;
	readonly countFrame: () => void;
	readonly inspect: (picture: GreyImage) => void;
	readonly health: () => FrameHealth;
};

/** So many pictures of a still scene, one after the other, each differing from the last, are a sensor's noise. */
const noisyPictures = 50;
const sampledPixels = 4096;
/** A flat picture, such as one clipped to black, shows no noise. */
const minContrast = 24;

/**
 * A sensor's noise changes each picture of a still scene. Cameras that suppress it exist, and so do pictures that are
 * clipped, so only a camera whose noise was seen before (`expectsNoise`, or since) can be found frozen.
 */
export function createFrameWatch(nowMs: () => number, expectsNoise: boolean): FrameWatch {
	let frames = 0;
	let awaitedSinceMs: number | null = null;
	let pixels: Uint8Array = new Uint8Array(0);
	let motion: MotionSample = new Uint8Array(0);
	let noisyRun = 0;
	let hasNoise = expectsNoise;
	let changedAtMs = 0;
	let frozenMs = 0;

	return {
		awaitFrame() {
			awaitedSinceMs = nowMs();
		},
		countFrame() {
			awaitedSinceMs = null;
			frames++;
		},
		inspect(picture) {
			const now = samplePixels(picture);
			if (isSame(pixels, now)) {
				noisyRun = 0;
				frozenMs = contrastOf(now) < minContrast ? 0 : nowMs() - changedAtMs;
				return;
			}
			const moved = sampleMotion(picture);
			noisyRun = hasMoved(motion, moved) ? 0 : noisyRun + 1;
			hasNoise ||= noisyRun >= noisyPictures;
			pixels = now;
			motion = moved;
			changedAtMs = nowMs();
			frozenMs = 0;
		},
		health: () => ({
			frames,
			waitedMs: awaitedSinceMs === null ? 0 : nowMs() - awaitedSinceMs,
			frozenMs: hasNoise ? frozenMs : 0,
			hasNoise,
		}),
	};
}

function samplePixels({ luminance }: GreyImage): Uint8Array {
	const spacing = Math.max(1, Math.floor(luminance.length / sampledPixels));
	return Uint8Array.from({ length: Math.floor(luminance.length / spacing) }, (_, i) => luminance[i * spacing] ?? 0);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
	return one.length === other.length && one.every((level, i) => level === other[i]);
}

function contrastOf(pixels: Uint8Array): number {
	let [least, most] = [255, 0];
	for (const level of pixels) {
		least = Math.min(least, level);
		most = Math.max(most, level);
	}
	return most - least;
}

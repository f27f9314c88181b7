import type { FrameHealth } from "./worker/message.ts";

/** What is known of a camera that is open; `isMuted` is its track's: the system gives no picture of it. */
export type CameraHealth = FrameHealth & { readonly isMuted: boolean };

/** No new frame for this long is a failed camera. The slowest cameras give five frames a second in the dark. */
export const stallLimitMs = 3000;
/** The same picture, pixel for pixel, for this long, of a camera whose noise is known. */
export const frozenLimitMs = 4000;
/** A decoder is replaced after six seconds without a word, and may take twice as long to start. */
export const silenceLimitMs = 30_000;
const minFrames = 5;

/** Whether a camera that had stalled works again. */
export function isProven({ frames, waitedMs, frozenMs, isMuted }: CameraHealth): boolean {
	return frames >= minFrames && waitedMs < 1000 && frozenMs === 0 && !isMuted;
}

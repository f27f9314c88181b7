import { type Decoders, runAttempt } from "./attempt.ts";
import type { GreyImage } from "./grey-image.ts";
import { hasMoved, type MotionSample, sampleMotion } from "./motion.ts";
import { attemptsFor } from "./schedule.ts";

/** Looks at one frame after another, and tells the text that it reads. */
export type FrameScheduler = (picture: GreyImage, nowMs: number) => string | null;

/** How often a picture is tried again in which nothing moves and of which all is known: less than a scan's 3 seconds. */
export const unchangedRetryMs = 500;

/**
 * Each look is one row of the schedule. What has read a code stays in turn, for it will read it again in the next frame.
 * A picture that does not change and has been through the whole schedule, or was read, is looked at seldom.
 */
export function createFrameScheduler(decoders: Decoders): FrameScheduler {
	let row = 0;
	let tried = 0;
	let known: MotionSample = new Uint8Array(0);
	let lookedMs = Number.NEGATIVE_INFINITY;

	return (picture, nowMs) => {
		const attempts = attemptsFor(picture.width, picture.height);
		const now = sampleMotion(picture);
		if (hasMoved(known, now)) {
			known = now;
			tried = 0;
		}
		if (tried >= attempts.length && nowMs - lookedMs < unchangedRetryMs) return null;
		lookedMs = nowMs;
		const turn = row;
		// Counted first: an attempt that throws has had its turn too.
		row++;
		tried++;
		const chosen = attempts[turn % attempts.length];
		const text = chosen === undefined ? null : runAttempt(picture, chosen, decoders);
		if (text === null) return null;
		row = turn;
		tried = attempts.length;
		return text;
	};
}

import { isCode } from "../../../../core/protocol/scannedText.ts";
import type { GreyImage } from "./grey-image.ts";
import { hasMoved, type MotionSample, sampleMotion } from "./motion.ts";
import { attemptsFor, type Decoders, runAttempt } from "./schedule.ts";

/** Tries to decode one frame; returns the texts of all codes read in it. */
export type FrameScheduler = (picture: GreyImage, nowMs: number) => readonly string[];

/**
 * Retry interval for an unchanged picture that has been fully tried: below the 3 s within which one code is one scan.
 */
export const unchangedRetryMs = 500;
const probeEvery = 5;

/**
 * Each frame gets one row of the schedule. A row that has read a voucher or an enrolment code is used again for the next
 * frame, which it will probably read too; every `probeEvery`th frame still goes on through the schedule, because another
 * voucher beside that one may need another row. Any other code, such as a poster's, keeps no row. An unchanged picture
 * that was read, or has been through the whole schedule, is tried only every `unchangedRetryMs`.
 */
export function createFrameScheduler(decoders: Decoders): FrameScheduler {
	let next = 0;
	let kept: number | null = null;
	let looks = 0;
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
		if (tried >= attempts.length && nowMs - lookedMs < unchangedRetryMs) return [];
		const previousMs = lookedMs;
		lookedMs = nowMs;
		looks++;
		tried++;
		const isKept = kept !== null && looks % probeEvery !== 0;
		const row = isKept && kept !== null ? kept : next;
		// Changed before the attempt, so that one that throws is not repeated at once.
		if (isKept) kept = null;
		else next++;
		const chosen = attempts[row % attempts.length];
		const texts = chosen === undefined ? [] : runAttempt(picture, chosen, decoders);
		if (!texts.some(isCode)) {
			// A probe is an extra look: the kept row has its turn in the next frame.
			if (kept !== null) lookedMs = previousMs;
			return texts;
		}
		kept = row;
		tried = attempts.length;
		return texts;
	};
}

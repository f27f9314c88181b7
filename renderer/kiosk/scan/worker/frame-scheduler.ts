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

/**
 * Each frame gets one row of the schedule. A row that has read a voucher or an enrolment code is used again for the next
 * frame, which it will probably read too. Any other code, such as a poster behind the member, keeps no row: the voucher
 * before it may need another one. An unchanged picture that was read, or has been through the whole schedule, is tried
 * only every `unchangedRetryMs`.
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
		if (tried >= attempts.length && nowMs - lookedMs < unchangedRetryMs) return [];
		lookedMs = nowMs;
		const turn = row;
		// Advanced before the attempt, so that one that throws is not repeated at once.
		row++;
		tried++;
		const chosen = attempts[turn % attempts.length];
		const texts = chosen === undefined ? [] : runAttempt(picture, chosen, decoders);
		if (!texts.some(isCode)) return texts;
		row = turn;
		tried = attempts.length;
		return texts;
	};
}

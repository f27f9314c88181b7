import type { Clock, Timers } from "../sync/clock.ts";
import { systemClock } from "../sync/system.ts";

/** A clock that a test sets and moves. */
export type ManualClock = Clock & {
	readonly set: (nowMs: number) => void;
	readonly move: (ms: number) => void;
};

/** Timers that never fire: loops, watchdogs and polls stand still after their first run. */
export const stoppedTimers: Pick<Timers, "after" | "every"> = { after: () => () => {}, every: () => () => {} };

/** Its timers are the system's, unless others are given. */
export function manualClock(startMs: number, timers: Pick<Timers, "after" | "every"> = systemClock): ManualClock {
	let nowMs = startMs;
	return {
		after: timers.after,
		every: timers.every,
		nowMs: () => nowMs,
		monoMs: () => nowMs - startMs,
		set(ms) {
			nowMs = ms;
		},
		move(ms) {
			nowMs += ms;
		},
	};
}

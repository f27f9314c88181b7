import type { Clock } from "../sync/clock.ts";
import { systemClock } from "../sync/system.ts";

/** A clock that stands still until it is moved; its timers are the system's. */
export type ManualClock = Clock & {
	readonly set: (nowMs: number) => void;
	readonly move: (ms: number) => void;
};

export function manualClock(startMs: number): ManualClock {
	let nowMs = startMs;
	return {
		...systemClock,
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

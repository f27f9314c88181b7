// The machine's own time and randomness. Only the composition roots (main/main.ts, sync/hub/cli/) import this file;
// everything else takes a Clock and a Random as parameters.

import { randomBytes } from "node:crypto";
import { uptime } from "node:os";
import type { Clock, Random } from "./clock.ts";

export const systemClock: Clock = {
	nowMs: () => Date.now(),
	monoMs: () => Math.round(performance.now()),
	after(delayMs, work) {
		const timer = setTimeout(work, delayMs);
		return () => clearTimeout(timer);
	},
	every(periodMs, work) {
		const timer = setInterval(work, periodMs);
		return () => clearInterval(timer);
	},
};

/** A clock that reads `startMs` now and runs on by the monotonic clock: for demonstrations of a holiday on another day. */
export function clockStartingAt(startMs: number): Clock {
	const offsetMs = startMs - performance.now();
	return { ...systemClock, nowMs: () => Math.floor(offsetMs + performance.now()) };
}

export const systemRandom: Random = randomBytes;

/** Milliseconds that the machine has slept, up to a constant: uptime counts sleep. Constant where the monotonic clock counts sleep too. */
export function systemSleptMs(): number {
	return uptime() * 1000 - performance.now();
}

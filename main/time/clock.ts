import { uptime } from "node:os";

/** Time as a parameter: Unix milliseconds, and milliseconds since the process began that no clock change moves. */
export type Clock = { readonly nowMs: () => number; readonly monoMs: () => number };

export const systemClock: Clock = { nowMs: () => Date.now(), monoMs: () => Math.round(performance.now()) };

/** A clock that reads `startMs` now and runs on from there: for demonstrations of a holiday on another day. */
export function clockFrom(startMs: number): Clock {
	const offsetMs = startMs - Date.now();
	return { nowMs: () => Date.now() + offsetMs, monoMs: systemClock.monoMs };
}

/** Grows by as long as the machine slept: uptime counts sleep, and where the monotonic clock does too there is no difference. */
export function systemSleptMs(): number {
	return uptime() * 1000 - performance.now();
}

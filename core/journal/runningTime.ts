/**
 * How long a kiosk has been running, by lines' `boot` and `mono`: time that no setting of a clock stretches or cuts.
 * Time between two starts is not proven, so it does not count.
 */
export type Moment = { readonly boot: number; readonly mono: number };

/** Now, as the next line would say it, and by the clock. */
export type Now = Moment & { readonly nowMs: number };

/** A moment, and the running time since the first one that was counted. */
export type RunningTime = Moment & { readonly totalMs: number };

export function startRunningTime({ boot, mono }: Moment): RunningTime {
	return { boot, mono, totalMs: 0 };
}

export function advanceRunningTime(held: RunningTime, { boot, mono }: Moment): RunningTime {
	const passedMs = boot === held.boot ? Math.max(0, mono - held.mono) : mono;
	return { boot, mono, totalMs: held.totalMs + passedMs };
}

/** The time since a line: measured within its boot. After a restart the clock tells it, but not less than this boot lasts. */
export function elapsedSinceLine(line: Moment & { readonly at: number }, now: Now): number {
	return line.boot === now.boot ? Math.max(0, now.mono - line.mono) : Math.max(now.mono, now.nowMs - line.at);
}

/** What a signature or a supervisor proved of the true time at one moment, carried on by the clocks that nobody sets. */

/**
 * The machine's own clocks at one moment, in ms: Unix time as it is set, time awake since boot, and time asleep since
 * boot.
 */
export type ClockReading = { readonly wallMs: number; readonly monoMs: number; readonly sleptMs: number };

export type Anchor = { readonly atMs: number; readonly monoMs: number; readonly sleptMs: number };

/** The true time lies between the two, in Unix ms. */
export type TimeInterval = { readonly leastMs: number; readonly mostMs: number };

export type ProvenTime = TimeInterval & {
	readonly by: "hub" | "supervisor";
	readonly monoMs: number;
	readonly sleptMs: number;
};

/** A difference between two clocks below this goes unnoticed, and is not shown. */
export const largestSkewMs = 120_000;
/** Shorter sleeps are within the resolution of the system's uptime. */
export const leastSleepMs = 3_000;
/** A supervisor types the minute. */
export const supervisorToleranceMs = 60_000;
/** The largest frequency error that a disciplined clock may have (adjtimex(2)): 500 ppm. */
const largestDrift = 500e-6;

export function anchorAt(atMs: number, { monoMs, sleptMs }: ClockReading): Anchor {
	return { atMs, monoMs, sleptMs };
}

/** Time since then, measured sleep included. */
export function elapsedMs(
	{ monoMs, sleptMs }: { readonly monoMs: number; readonly sleptMs: number },
	reading: ClockReading,
): number {
	const slept = reading.sleptMs - sleptMs;
	return Math.max(0, reading.monoMs - monoMs) + (slept >= leastSleepMs ? slept : 0);
}

/** What is proven now: the interval, grown by the drift since. */
export function provenAt(proof: ProvenTime, reading: ClockReading): TimeInterval {
	const passedMs = elapsedMs(proof, reading);
	const driftMs = passedMs * largestDrift;
	return { leastMs: proof.leastMs + passedMs - driftMs, mostMs: proof.mostMs + passedMs + driftMs };
}

export function intersect(a: TimeInterval, b: TimeInterval): TimeInterval | null {
	const leastMs = Math.max(a.leastMs, b.leastMs);
	const mostMs = Math.min(a.mostMs, b.mostMs);
	return leastMs <= mostMs ? { leastMs, mostMs } : null;
}

/** How far a time is outside an interval; 0 within. */
export function differenceOf(atMs: number, { leastMs, mostMs }: TimeInterval): number {
	return Math.max(0, leastMs - atMs, atMs - mostMs);
}

/**
 * What time a window believes. Within a boot: an anchor and the monotonic clock, whatever is done to the wall clock. At
 * boot: the wall clock, if it is not before the last line. Pure: readings and events in, a belief and a jump out.
 */

/** The machine's own clocks at one moment, in ms: Unix time as it is set, time awake since boot, and time asleep since boot. */
export type Reading = { readonly wallMs: number; readonly monoMs: number; readonly sleptMs: number };

type Anchor = { readonly atMs: number; readonly monoMs: number; readonly sleptMs: number };
/** The wall clock ran ahead of the monotonic one by so much, and nothing has explained it yet. */
type Leap = { readonly byMs: number; readonly monoMs: number };

/** Unsure, the anchor is only the earliest that it can be: lines are dated by it, and nobody is admitted. */
export type Belief = {
	readonly kind: "sure" | "unsure";
	readonly anchor: Anchor;
	readonly lastLineMs: number | null;
	readonly seen: Reading;
	readonly leap: Leap | null;
};

export type TimeEvent =
	| { readonly kind: "tick" }
	/** The system says that it has slept. */
	| { readonly kind: "woke" }
	/** Signed while this window waited: the true time lies between `issuedMs` and `issuedMs + roundTripMs`. */
	| { readonly kind: "signedTime"; readonly issuedMs: number; readonly roundTripMs: number }
	| { readonly kind: "supervisorConfirmed"; readonly nowMs: number };

/** The believed time moved otherwise than by passing: what `clockJumped` says in the journal. */
export type Jump = {
	readonly fromMs: number;
	readonly toMs: number;
	readonly why: "slept" | "signedTime" | "supervisor";
};
export type TimeStep = { readonly belief: Belief; readonly jump: Jump | null };

/** No clock is right that is before this program was written. */
export const writtenMs = Date.UTC(2026, 0, 1);
export const latestMs = Date.UTC(2100, 0, 1);

/** Clocks apart by less than this are told from one another by nobody. */
export const largestSkewMs = 120_000;
const leastSleepMs = 3_000;
const signedToleranceMs = 2_000;
const wakingMs = 60_000;

/**
 * A wall clock a little before the last line was put back by a time server while the window stood still: time goes on
 * from the line. One further back is wrong, or the line is; which of them, a machine cannot tell.
 */
export function boot(reading: Reading, lastLineMs: number | null): Belief {
	const leastMs = Math.max(lastLineMs ?? writtenMs, writtenMs);
	const isPossible = reading.wallMs >= leastMs - largestSkewMs && reading.wallMs >= writtenMs;
	const atMs = isPossible ? Math.max(reading.wallMs, leastMs) : leastMs;
	return {
		kind: isPossible ? "sure" : "unsure",
		anchor: anchorAt(atMs, reading),
		lastLineMs,
		seen: reading,
		leap: null,
	};
}

/** The time believed now; unsure, the earliest it can be. */
export function believedMs({ anchor }: Belief, reading: Reading): number {
	return anchor.atMs + Math.max(0, reading.monoMs - anchor.monoMs);
}

export function keepTime(belief: Belief, event: TimeEvent, reading: Reading): TimeStep {
	switch (event.kind) {
		case "tick":
		case "woke":
			return sleepAccounted(belief, event.kind === "woke", reading);
		case "signedTime": {
			const { issuedMs, roundTripMs } = event;
			const nowMs = believedMs(belief, reading);
			const latestMs = issuedMs + roundTripMs;
			const isWithin = nowMs >= issuedMs - signedToleranceMs && nowMs <= latestMs + signedToleranceMs;
			if (belief.kind === "sure" && isWithin) return { belief, jump: null };
			// Within what was signed, what the machine is set to is the better guess; else no further than must be.
			const isSetWithin = reading.wallMs >= issuedMs && reading.wallMs <= latestMs;
			const toMs = isSetWithin ? reading.wallMs : Math.max(issuedMs, Math.min(nowMs, latestMs));
			return moved(belief, reading, toMs, "signedTime");
		}
		case "supervisorConfirmed": {
			// One who is not asked does not answer: within a boot nobody at the machine moves its time.
			const isAnswer = belief.kind === "unsure" && event.nowMs >= writtenMs && event.nowMs < latestMs;
			return isAnswer ? moved(belief, reading, event.nowMs, "supervisor") : { belief, jump: null };
		}
	}
}

/**
 * The monotonic clock of some systems stands still while the machine sleeps. Sleep that was measured is added as it was
 * measured. Where it cannot be, a leap of the wall clock is believed if the system says that it woke just then. A wall
 * clock that leaps without sleep, or goes back, moves nothing.
 */
function sleepAccounted(belief: Belief, hasWoken: boolean, reading: Reading): TimeStep {
	const measuredMs = reading.sleptMs - belief.anchor.sleptMs;
	if (measuredMs >= leastSleepMs) return slept(belief, reading, measuredMs);
	const leap = leapOf(belief, reading);
	if (hasWoken && leap !== null) return slept(belief, reading, leap.byMs);
	return { belief: { ...belief, seen: reading, leap }, jump: null };
}

/** The event of waking may come a little after the first tick that sees the leap. */
function leapOf({ seen, leap }: Belief, reading: Reading): Leap | null {
	const byMs = reading.wallMs - seen.wallMs - (reading.monoMs - seen.monoMs);
	if (byMs >= leastSleepMs) return { byMs, monoMs: reading.monoMs };
	if (byMs <= -leastSleepMs) return null;
	return leap !== null && reading.monoMs - leap.monoMs <= wakingMs ? leap : null;
}

function slept(belief: Belief, reading: Reading, byMs: number): TimeStep {
	const fromMs = believedMs(belief, reading);
	const toMs = fromMs + byMs;
	const after = { ...belief, anchor: anchorAt(toMs, reading), seen: reading, leap: null };
	return { belief: after, jump: belief.kind === "sure" ? { fromMs, toMs, why: "slept" } : null };
}

function moved(belief: Belief, reading: Reading, toMs: number, why: Jump["why"]): TimeStep {
	const fromMs = believedMs(belief, reading);
	const after: Belief = { ...belief, kind: "sure", anchor: anchorAt(toMs, reading), seen: reading, leap: null };
	return { belief: after, jump: { fromMs, toMs, why } };
}

function anchorAt(atMs: number, { monoMs, sleptMs }: Reading): Anchor {
	return { atMs, monoMs, sleptMs };
}

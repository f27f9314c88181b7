/**
 * What time a window believes. Within a boot: an anchor and the monotonic clock, whatever is done to the wall clock. At
 * boot: the wall clock, if it is not before the last line. Pure: readings and events in, a belief and a jump out.
 */

/** The machine's own clocks at one moment, in ms: Unix time as it is set, time awake since boot, and time asleep since boot. */
export type ClockReading = { readonly wallMs: number; readonly monoMs: number; readonly sleptMs: number };

type Anchor = { readonly atMs: number; readonly monoMs: number; readonly sleptMs: number };
/** The wall clock ran ahead of the monotonic one by so much, and nothing has explained it yet. */
type WallClockLeap = { readonly byMs: number; readonly monoMs: number };

/** Unsure, the anchor is only the earliest that it can be: lines are dated by it, and nobody is admitted. */
export type ClockState = {
	readonly kind: "sure" | "unsure";
	readonly anchor: Anchor;
	readonly lastLineMs: number | null;
	readonly lastReading: ClockReading;
	readonly leap: WallClockLeap | null;
};

export type ClockEvent =
	| { readonly kind: "tick" }
	/** The system says that it has slept. */
	| { readonly kind: "woke" }
	/** Signed while this window waited: the true time lies between `issuedMs` and `issuedMs + roundTripMs`. */
	| { readonly kind: "signedTime"; readonly issuedMs: number; readonly roundTripMs: number }
	| { readonly kind: "supervisorConfirmed"; readonly nowMs: number };

/** The believed time moved otherwise than by passing: what `clockJumped` says in the journal. */
export type ClockJump = {
	readonly fromMs: number;
	readonly toMs: number;
	readonly why: "slept" | "signedTime" | "supervisor";
};
export type ClockUpdate = { readonly state: ClockState; readonly jump: ClockJump | null };

/** No clock is right that is before this program was written. */
export const earliestPlausibleMs = Date.UTC(2026, 0, 1);
export const latestPlausibleMs = Date.UTC(2100, 0, 1);

/** Clocks apart by less than this are told from one another by nobody. */
export const largestSkewMs = 120_000;
const leastSleepMs = 3_000;
const signedToleranceMs = 2_000;
const wakingMs = 60_000;

/**
 * A wall clock a little before the last line was put back by a time server while the window stood still: time goes on
 * from the line. One further back is wrong, or the line is; which of them, a machine cannot tell.
 */
export function startClock(reading: ClockReading, lastLineMs: number | null): ClockState {
	const leastMs = Math.max(lastLineMs ?? earliestPlausibleMs, earliestPlausibleMs);
	const isPossible = reading.wallMs >= leastMs - largestSkewMs && reading.wallMs >= earliestPlausibleMs;
	const atMs = isPossible ? Math.max(reading.wallMs, leastMs) : leastMs;
	return {
		kind: isPossible ? "sure" : "unsure",
		anchor: anchorAt(atMs, reading),
		lastLineMs,
		lastReading: reading,
		leap: null,
	};
}

/** The time believed now; unsure, the earliest it can be. */
export function estimateNowMs({ anchor }: ClockState, reading: ClockReading): number {
	return anchor.atMs + Math.max(0, reading.monoMs - anchor.monoMs);
}

export function updateClock(belief: ClockState, event: ClockEvent, reading: ClockReading): ClockUpdate {
	switch (event.kind) {
		case "tick":
		case "woke":
			return accountForSleep(belief, event.kind === "woke", reading);
		case "signedTime": {
			const { issuedMs, roundTripMs } = event;
			const nowMs = estimateNowMs(belief, reading);
			const latestMs = issuedMs + roundTripMs;
			const isWithin = nowMs >= issuedMs - signedToleranceMs && nowMs <= latestMs + signedToleranceMs;
			if (belief.kind === "sure" && isWithin) return { state: belief, jump: null };
			// Within what was signed, what the machine is set to is the better guess; else no further than must be.
			const isSetWithin = reading.wallMs >= issuedMs && reading.wallMs <= latestMs;
			const toMs = isSetWithin ? reading.wallMs : Math.max(issuedMs, Math.min(nowMs, latestMs));
			return setClock(belief, reading, toMs, "signedTime");
		}
		case "supervisorConfirmed": {
			// One who is not asked does not answer: within a boot nobody at the machine moves its time.
			const isAnswer =
				belief.kind === "unsure" && event.nowMs >= earliestPlausibleMs && event.nowMs < latestPlausibleMs;
			return isAnswer ? setClock(belief, reading, event.nowMs, "supervisor") : { state: belief, jump: null };
		}
	}
}

/**
 * The monotonic clock of some systems stands still while the machine sleeps. Sleep that was measured is added as it was
 * measured. Where it cannot be, a leap of the wall clock is believed if the system says that it woke just then. A wall
 * clock that leaps without sleep, or goes back, moves nothing.
 */
function accountForSleep(belief: ClockState, hasWoken: boolean, reading: ClockReading): ClockUpdate {
	const measuredMs = reading.sleptMs - belief.anchor.sleptMs;
	if (measuredMs >= leastSleepMs) return applySleep(belief, reading, measuredMs);
	const leap = leapOf(belief, reading);
	if (hasWoken && leap !== null) return applySleep(belief, reading, leap.byMs);
	return { state: { ...belief, lastReading: reading, leap }, jump: null };
}

/** The event of waking may come a little after the first tick that sees the leap. */
function leapOf({ lastReading, leap }: ClockState, reading: ClockReading): WallClockLeap | null {
	const byMs = reading.wallMs - lastReading.wallMs - (reading.monoMs - lastReading.monoMs);
	if (byMs >= leastSleepMs) return { byMs, monoMs: reading.monoMs };
	if (byMs <= -leastSleepMs) return null;
	return leap !== null && reading.monoMs - leap.monoMs <= wakingMs ? leap : null;
}

function applySleep(belief: ClockState, reading: ClockReading, byMs: number): ClockUpdate {
	const fromMs = estimateNowMs(belief, reading);
	const toMs = fromMs + byMs;
	const after = { ...belief, anchor: anchorAt(toMs, reading), lastReading: reading, leap: null };
	return { state: after, jump: belief.kind === "sure" ? { fromMs, toMs, why: "slept" } : null };
}

function setClock(belief: ClockState, reading: ClockReading, toMs: number, why: ClockJump["why"]): ClockUpdate {
	const fromMs = estimateNowMs(belief, reading);
	const after: ClockState = {
		...belief,
		kind: "sure",
		anchor: anchorAt(toMs, reading),
		lastReading: reading,
		leap: null,
	};
	return { state: after, jump: { fromMs, toMs, why } };
}

function anchorAt(atMs: number, { monoMs, sleptMs }: ClockReading): Anchor {
	return { atMs, monoMs, sleptMs };
}

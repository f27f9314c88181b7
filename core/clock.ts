/**
 * The time a kiosk goes by. Within a boot it is an anchor plus the monotonic clock, whatever happens to the wall clock.
 * At boot it is the wall clock, unless that is before the last journal line. Pure: readings and events in, state and
 * jump out.
 */

/**
 * The machine's own clocks at one moment, in ms: Unix time as it is set, time awake since boot, and time asleep since
 * boot.
 */
export type ClockReading = { readonly wallMs: number; readonly monoMs: number; readonly sleptMs: number };

type Anchor = { readonly atMs: number; readonly monoMs: number; readonly sleptMs: number };
/** The wall clock leapt ahead of the monotonic clock by so much, and no sleep explains it yet. */
type WallClockLeap = { readonly byMs: number; readonly monoMs: number };

/** While `unsure`, the anchor is a lower bound: lines are dated by it, and nobody is admitted. */
export type ClockState = {
	readonly kind: "sure" | "unsure";
	readonly anchor: Anchor;
	readonly lastLineMs: number | null;
	readonly lastReading: ClockReading;
	readonly leap: WallClockLeap | null;
};

export type ClockEvent =
	| { readonly kind: "tick" }
	/** The system reports that it woke from sleep. */
	| { readonly kind: "woke" }
	/** Signed while this kiosk waited: the true time lies between `issuedMs` and `issuedMs + roundTripMs`. */
	| { readonly kind: "signedTime"; readonly issuedMs: number; readonly roundTripMs: number }
	| { readonly kind: "supervisorConfirmed"; readonly nowMs: number };

/** A change of the time other than its passing, as `clockJumped` records it. */
export type ClockJump = {
	readonly fromMs: number;
	readonly toMs: number;
	readonly why: "slept" | "signedTime" | "supervisor";
};
export type ClockUpdate = { readonly state: ClockState; readonly jump: ClockJump | null };

/** A clock before this program was written is wrong. */
export const earliestPlausibleMs = Date.UTC(2026, 0, 1);
export const latestPlausibleMs = Date.UTC(2100, 0, 1);

/** A difference between two clocks below this goes unnoticed, and is not shown. */
export const largestSkewMs = 120_000;
const leastSleepMs = 3_000;
const signedToleranceMs = 2_000;
const wakingMs = 60_000;

/**
 * A wall clock slightly before the last line was put back by a time server while the app was not running: the time goes
 * on from the line. If it is further back, either the clock or the line is wrong, and a supervisor must decide.
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

/** The current time; while unsure, the earliest it can be. */
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
			// Inside the signed interval the wall clock is the best estimate; otherwise move as little as the interval demands.
			const isSetWithin = reading.wallMs >= issuedMs && reading.wallMs <= latestMs;
			const toMs = isSetWithin ? reading.wallMs : Math.max(issuedMs, Math.min(nowMs, latestMs));
			return setClock(belief, reading, toMs, "signedTime");
		}
		case "supervisorConfirmed": {
			// Only an unsure clock asks for confirmation: otherwise nobody at the machine may move its time.
			const isAnswer =
				belief.kind === "unsure" && event.nowMs >= earliestPlausibleMs && event.nowMs < latestPlausibleMs;
			return isAnswer ? setClock(belief, reading, event.nowMs, "supervisor") : { state: belief, jump: null };
		}
	}
}

/**
 * The monotonic clock of some systems stops while the machine sleeps. Sleep that the system measures is added. Where it
 * is not measured, a leap of the wall clock counts as sleep if the system reports waking at about that time. A leap
 * without sleep, and a step back, change nothing.
 */
function accountForSleep(belief: ClockState, hasWoken: boolean, reading: ClockReading): ClockUpdate {
	const measuredMs = reading.sleptMs - belief.anchor.sleptMs;
	if (measuredMs >= leastSleepMs) return applySleep(belief, reading, measuredMs);
	const leap = leapOf(belief, reading);
	if (hasWoken && leap !== null) return applySleep(belief, reading, leap.byMs);
	return { state: { ...belief, lastReading: reading, leap }, jump: null };
}

/** The wake event may arrive a little after the first tick that sees the leap. */
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

/**
 * The time a kiosk goes by. Within a boot it is an anchor plus the monotonic clock, whatever happens to the wall clock.
 * At boot it is the wall clock, unless that is before the last journal line or the last signed time. Pure: readings and
 * events in, state and what happened out. docs/trust.md has the table of what may move it.
 */
import {
	type Anchor,
	anchorAt,
	type ClockReading,
	differenceOf,
	elapsedMs,
	intersect,
	largestSkewMs,
	leastSleepMs,
	type ProvenTime,
	provenAt,
	supervisorToleranceMs,
	type TimeInterval,
} from "./provenTime.ts";

export type { ClockReading } from "./provenTime.ts";
export { largestSkewMs } from "./provenTime.ts";

/** The wall clock leapt ahead of the monotonic clock by so much, and no sleep explains it yet. */
type WallClockLeap = { readonly byMs: number; readonly monoMs: number };

/** While `unsure`, the anchor is a lower bound: lines are dated by it, and nobody is admitted. */
export type ClockState = {
	readonly kind: "sure" | "unsure";
	readonly anchor: Anchor;
	/** The last line's time, or that of the last signed document if it is later, at boot. */
	readonly lastLineMs: number | null;
	/** The true time is not before this, by what was written or signed before and in this boot. */
	readonly floor: Anchor;
	/** The latest time at which a document heard in this boot was signed. */
	readonly signed: Anchor | null;
	/** What was proven in this boot; null before the hub's first signed answer. */
	readonly proof: ProvenTime | null;
	/** The signed time that this clock does not follow. */
	readonly dispute: (ClockDispute & { readonly heardAt: Anchor }) | null;
	/** The hub moved the machine's time by so much when it was first heard; kept until a supervisor confirms. */
	readonly movedByMs: number | null;
	readonly lastReading: ClockReading;
	readonly leap: WallClockLeap | null;
};

export type ClockEvent =
	| { readonly kind: "tick" }
	/** The system reports that it woke from sleep. */
	| { readonly kind: "woke" }
	/** A document signed by the hub at some time in the past: the true time is not before `issuedMs`. */
	| { readonly kind: "signedDocument"; readonly issuedMs: number }
	/** Signed for this kiosk's nonce: the true time lies between `issuedMs` and `issuedMs + roundTripMs`. */
	| { readonly kind: "signedTime"; readonly issuedMs: number; readonly roundTripMs: number }
	/** `isDoubted`: something else than this clock's own state speaks against its time, such as the members' phones. */
	| { readonly kind: "supervisorConfirmed"; readonly nowMs: number; readonly isDoubted: boolean };

/** A change of the time other than its passing, as `clockJumped` records it. */
export type ClockJump = {
	readonly fromMs: number;
	readonly toMs: number;
	readonly why: "slept" | "signedTime" | "supervisor";
};

/** A signed time that is not followed, as `clockDisputed` records it, and what speaks against it. */
export type ClockDispute = { readonly hubMs: number; readonly against: "signedTime" | "supervisor" | "lastLine" };

export type ClockUpdate = {
	readonly state: ClockState;
	readonly jump: ClockJump | null;
	/** Set once when a dispute begins. */
	readonly dispute: ClockDispute | null;
};

/** A clock before this program was written is wrong. */
export const earliestPlausibleMs = Date.UTC(2026, 0, 1);
export const latestPlausibleMs = Date.UTC(2100, 0, 1);

const agreementMs = 2_000;
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
		floor: anchorAt(leastMs, reading),
		signed: null,
		proof: null,
		dispute: null,
		movedByMs: null,
		lastReading: reading,
		leap: null,
	};
}

/** The current time; while unsure, the earliest it can be. */
export function estimateNowMs({ anchor }: ClockState, reading: ClockReading): number {
	return anchor.atMs + Math.max(0, reading.monoMs - anchor.monoMs);
}

/**
 * The earliest true time that a signature of this boot proves, or null. Nothing is destroyed by a later time than this.
 * A hub that moved this clock far, or that it disputes, proves nothing.
 */
export function provenLeastMs(state: ClockState, reading: ClockReading): number | null {
	const { proof, signed, dispute, movedByMs } = state;
	if (dispute !== null || movedByMs !== null || proof?.by === "supervisor") return null;
	if (proof !== null) return provenAt(proof, reading).leastMs;
	return signed === null ? null : signed.atMs + elapsedMs(signed, reading);
}

/** How far the disputed signed time is ahead of this clock (behind: negative); null where there is none. */
export function disputedByMs(state: ClockState, reading: ClockReading): number | null {
	const { dispute } = state;
	if (dispute === null) return null;
	return dispute.hubMs + elapsedMs(dispute.heardAt, reading) - estimateNowMs(state, reading);
}

export function updateClock(belief: ClockState, event: ClockEvent, reading: ClockReading): ClockUpdate {
	switch (event.kind) {
		case "tick":
		case "woke":
			return accountForSleep(belief, event.kind === "woke", reading);
		case "signedDocument":
			return event.issuedMs < latestPlausibleMs ? hearDocument(belief, event.issuedMs, reading) : unchanged(belief);
		case "signedTime": {
			const { issuedMs, roundTripMs } = event;
			if (issuedMs < earliestPlausibleMs || issuedMs >= latestPlausibleMs) return unchanged(belief);
			const told = { leastMs: issuedMs, mostMs: issuedMs + Math.max(0, roundTripMs) };
			return belief.proof === null ? hearFirst(belief, told, reading) : hearAgain(belief, belief.proof, told, reading);
		}
		case "supervisorConfirmed":
			return decideBySupervisor(belief, event, reading);
	}
}

/**
 * The first proof of this boot moves the machine's time however far, unless it is before what this kiosk wrote or was
 * signed before. Then one of the two is wrong, and the machine's own clock decides, if it agrees with the proof.
 */
function hearFirst(belief: ClockState, told: TimeInterval, reading: ClockReading): ClockUpdate {
	const floorMs = belief.floor.atMs + elapsedMs(belief.floor, reading);
	const isBefore = told.mostMs < floorMs - largestSkewMs;
	if (isBefore && differenceOf(reading.wallMs, told) > largestSkewMs) {
		return disputeTime(belief, told, "lastLine", reading);
	}
	const proven: ClockState = {
		...belief,
		floor: anchorAt(told.leastMs, reading),
		proof: { by: "hub", ...told, monoMs: reading.monoMs, sleptMs: reading.sleptMs },
		dispute: null,
	};
	return follow(proven, told, reading);
}

/**
 * Later proofs are bounded by the first one and the monotonic clock. A hub whose own clock was put right by a little is
 * followed, at most two minutes away in all of a boot. One that is farther away is not: it is wrong, or was.
 */
function hearAgain(belief: ClockState, proof: ProvenTime, told: TimeInterval, reading: ClockReading): ClockUpdate {
	const possible = provenAt(proof, reading);
	const common = intersect(possible, told);
	if (common === null && differenceOf(told.leastMs, possible) > largestSkewMs) {
		return disputeTime(belief, told, proof.by === "hub" ? "signedTime" : "supervisor", reading);
	}
	const { monoMs, sleptMs } = reading;
	// Narrowed, never moved: many small steps cannot add up to a large one.
	const kept: ProvenTime = common === null ? proof : { by: "hub", ...common, monoMs, sleptMs };
	return follow({ ...belief, proof: kept, dispute: null }, told, reading);
}

/** Moves as little as the proof demands; inside it the wall clock is the best estimate. */
function follow(belief: ClockState, told: TimeInterval, reading: ClockReading): ClockUpdate {
	const nowMs = estimateNowMs(belief, reading);
	if (belief.kind === "sure" && differenceOf(nowMs, told) <= agreementMs) return unchanged(belief);
	const isSetWithin = differenceOf(reading.wallMs, told) === 0;
	const toMs = isSetWithin ? reading.wallMs : Math.max(told.leastMs, Math.min(nowMs, told.mostMs));
	return setClock(withMove(belief, toMs - nowMs), reading, toMs, "signedTime");
}

/** Old news of the hub: it can only show that the time is later. It is judged by this clock afterwards like any other. */
function hearDocument(belief: ClockState, issuedMs: number, reading: ClockReading): ClockUpdate {
	if (belief.proof !== null) {
		const { mostMs } = provenAt(belief.proof, reading);
		const { dispute } = belief;
		const isKnown = dispute !== null && issuedMs <= dispute.hubMs + elapsedMs(dispute.heardAt, reading);
		if (isKnown || issuedMs <= mostMs + largestSkewMs) return unchanged(belief);
		const against = belief.proof.by === "hub" ? "signedTime" : "supervisor";
		return disputeTime(belief, { leastMs: issuedMs, mostMs: issuedMs }, against, reading);
	}
	const isLater = (than: Anchor | null) => than === null || issuedMs > than.atMs + elapsedMs(than, reading);
	const raised = {
		...belief,
		floor: isLater(belief.floor) ? anchorAt(issuedMs, reading) : belief.floor,
		signed: isLater(belief.signed) ? anchorAt(issuedMs, reading) : belief.signed,
	};
	const nowMs = estimateNowMs(belief, reading);
	if (issuedMs <= nowMs) return unchanged(raised);
	const moved = setClock(withMove(raised, issuedMs - nowMs), reading, issuedMs, "signedTime");
	return { ...moved, state: { ...moved.state, kind: belief.kind } };
}

function withMove(belief: ClockState, byMs: number): ClockState {
	const isFar = belief.kind === "sure" && Math.abs(byMs) > largestSkewMs;
	return isFar ? { ...belief, movedByMs: (belief.movedByMs ?? 0) + byMs } : belief;
}

/** Said once: as long as the same dispute lasts, only its newest time is kept. */
function disputeTime(
	belief: ClockState,
	told: TimeInterval,
	against: ClockDispute["against"],
	reading: ClockReading,
): ClockUpdate {
	const hubMs = Math.round(told.mostMs);
	const isSame = belief.dispute?.against === against;
	const state = { ...belief, dispute: { hubMs, against, heardAt: anchorAt(hubMs, reading) } };
	return { state, jump: null, dispute: isSame ? null : { hubMs, against } };
}

/**
 * A supervisor decides only where something is in doubt: otherwise nobody at the machine may move its time. What is
 * decided against a signed time stands against it from then on; what is decided without one yields to the first.
 */
function decideBySupervisor(
	belief: ClockState,
	{ nowMs, isDoubted }: Extract<ClockEvent, { kind: "supervisorConfirmed" }>,
	reading: ClockReading,
): ClockUpdate {
	const isAsked = belief.kind === "unsure" || belief.dispute !== null || belief.movedByMs !== null || isDoubted;
	if (!isAsked || nowMs < earliestPlausibleMs || nowMs >= latestPlausibleMs) return unchanged(belief);
	const isAgainstHub = belief.proof !== null || belief.dispute !== null;
	const decided: ProvenTime = {
		by: "supervisor",
		leastMs: nowMs - supervisorToleranceMs,
		mostMs: nowMs + supervisorToleranceMs,
		monoMs: reading.monoMs,
		sleptMs: reading.sleptMs,
	};
	const after: ClockState = {
		...belief,
		floor: anchorAt(Math.min(nowMs, belief.floor.atMs + elapsedMs(belief.floor, reading)), reading),
		signed: null,
		proof: isAgainstHub ? decided : null,
		dispute: null,
		movedByMs: null,
	};
	return setClock(after, reading, nowMs, "supervisor");
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
	if (!hasWoken || leap === null) return unchanged({ ...belief, lastReading: reading, leap });
	// Nobody measured this sleep, so it may have been shorter.
	const proof = belief.proof === null ? null : { ...belief.proof, mostMs: belief.proof.mostMs + leap.byMs };
	return applySleep({ ...belief, proof }, reading, leap.byMs);
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
	const state = { ...belief, anchor: anchorAt(toMs, reading), lastReading: reading, leap: null };
	return { state, jump: belief.kind === "sure" ? { fromMs, toMs, why: "slept" } : null, dispute: null };
}

function setClock(belief: ClockState, reading: ClockReading, toMs: number, why: ClockJump["why"]): ClockUpdate {
	const fromMs = estimateNowMs(belief, reading);
	const anchor = anchorAt(toMs, reading);
	const state: ClockState = { ...belief, kind: "sure", anchor, lastReading: reading, leap: null };
	return { state, jump: { fromMs, toMs, why }, dispute: null };
}

function unchanged(state: ClockState): ClockUpdate {
	return { state, jump: null, dispute: null };
}

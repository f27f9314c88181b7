import type { Verdict } from "../../../core/contract/contract.ts";
import type { Source } from "../../../core/journal/journal.ts";
import { longestCode } from "../../../core/voucher/voucher.ts";
import type { AskTrouble } from "../counter/counter.ts";
import { noSightings, type Sightings, sameScanMs, sight } from "../scan/sightings.ts";
import { isUsual, type Manner, usualManner } from "./preferences.ts";
import {
	type Ask,
	bounceMs,
	dwellMs,
	idleMs,
	ratingMs,
	type Stage,
	stillThereMs,
	tellMs,
	tellTicketMs,
	thanksMs,
} from "./stage.ts";

/**
 * One member after the other before a self-service kiosk. Pure: events and time in, the next state out; who asks the
 * main process watches `ask` and `stage`. Going back to the start keeps nothing of a person but the code that may
 * still be held in view, for as long as it may be.
 */
export type Visit = {
	readonly stage: Stage;
	readonly ask: Ask | null;
	readonly sightings: Sightings;
	readonly scans: number;
	readonly manner: Manner;
	/** The kiosk may admit nobody now; nothing that is read counts. */
	readonly isBarred: boolean;
	/** When a person last did anything. */
	readonly touchedMs: number;
	/** A code that has been dealt with is held in view on and on. */
	readonly lingers: boolean;
};

export type VisitEvent =
	| { readonly kind: "seen"; readonly text: string; readonly source: Source; readonly atMs: number }
	| { readonly kind: "answered"; readonly ask: Ask; readonly verdict: Verdict; readonly atMs: number }
	| { readonly kind: "gaveUp"; readonly ask: Ask; readonly why: AskTrouble; readonly atMs: number }
	| { readonly kind: "touched"; readonly atMs: number }
	| { readonly kind: "stepped"; readonly by: 1 | -1 }
	| { readonly kind: "confirmed"; readonly atMs: number }
	| { readonly kind: "dismissed"; readonly atMs: number }
	| { readonly kind: "rated"; readonly rating: number; readonly atMs: number }
	| { readonly kind: "preferred"; readonly manner: Partial<Manner> }
	| { readonly kind: "barred"; readonly isBarred: boolean; readonly atMs: number }
	| { readonly kind: "ticked"; readonly atMs: number };

/** `wasLost`: the page was lost a moment ago, and with it whatever it showed to whoever stands there. */
export function newVisit(atMs: number, wasLost = false): Visit {
	const lost = { scan: 0, text: "", source: "camera" } as const;
	return {
		stage: wasLost
			? { kind: "trouble", scan: lost, why: "interrupted", sinceMs: atMs }
			: { kind: "attract", sinceMs: atMs },
		ask: null,
		sightings: noSightings,
		scans: 0,
		manner: usualManner,
		isBarred: false,
		touchedMs: atMs,
		lingers: false,
	};
}

export function advance(visit: Visit, event: VisitEvent): Visit {
	switch (event.kind) {
		case "seen":
			return see(visit, event.text, event.source, event.atMs);
		case "answered":
			return takeAnswer(visit, event.ask, event.verdict, event.atMs);
		case "gaveUp": {
			const { ask, why, atMs } = event;
			if (visit.ask !== ask) return visit;
			return show(visit, { kind: "trouble", scan: ask.scan, why, sinceMs: atMs }, atMs);
		}
		case "touched":
			return touch(visit, event.atMs);
		case "stepped":
			return step(visit, event.by);
		case "confirmed":
			return confirm(visit, event.atMs);
		case "dismissed":
			return dismiss(visit, event.atMs);
		case "rated":
			return rate(visit, event.rating, event.atMs);
		case "preferred":
			return { ...visit, manner: { ...visit.manner, ...event.manner } };
		case "barred":
			return bar(visit, event.isBarred, event.atMs);
		case "ticked":
			return tick(visit, event.atMs);
	}
}

function see(visit: Visit, whole: string, source: Source, atMs: number): Visit {
	// Longer than any code: cut one past the longest, and refused as too long.
	const text = whole.slice(0, longestCode + 1);
	// A fixed scanner goes on reading what is held before it, as a camera does.
	const { isNew, sightings } = sight(visit.sightings, text, "camera", atMs);
	if (!isNew) return { ...visit, sightings };
	// What cannot be taken now is not seen: held on, it has its turn.
	if (!isOpen(visit, atMs)) return visit;
	const scan = { scan: visit.scans + 1, text, source };
	// After an admission it is another person's; after a refusal perhaps the same one's second try.
	const manner = visit.stage.kind === "admitted" || visit.stage.kind === "thanks" ? usualManner : visit.manner;
	const stage: Stage = { kind: "attract", sinceMs: atMs };
	const ask: Ask = { kind: "scan", scan };
	return { ...visit, stage, ask, sightings, scans: scan.scan, manner, touchedMs: atMs, lingers: false };
}

function isOpen({ stage, ask, isBarred }: Visit, atMs: number): boolean {
	if (isBarred || ask !== null) return false;
	switch (stage.kind) {
		case "attract":
		case "thanks":
			return true;
		case "offered":
			return false;
		case "admitted":
			// Where they sit is read in peace, however long the queue.
			return atMs >= ratingFrom(stage);
		case "refused":
		case "trouble":
			return atMs - stage.sinceMs >= dwellMs;
	}
}

/** An answer that came after it was given up is still the truth, and told while its trouble is on screen. */
function takeAnswer(visit: Visit, ask: Ask, verdict: Verdict, atMs: number): Visit {
	const { stage } = visit;
	const isLate = visit.ask === null && stage.kind === "trouble" && stage.scan === ask.scan;
	if (visit.ask !== ask && !isLate) return visit;
	const shown = { scan: ask.scan, sinceMs: atMs };
	switch (verdict.kind) {
		case "admitted":
			return show(visit, { kind: "admitted", verdict, left: null, ...shown }, atMs);
		case "refused":
			return show(visit, { kind: "refused", verdict, ...shown }, atMs);
		case "offered":
			// It may not be answered any more: an offer holds no right.
			if (visit.isBarred) return { ...home(visit, atMs), ask: null };
			return show(visit, { kind: "offered", verdict, chosen: verdict.remaining, left: null, ...shown }, atMs);
	}
}

function show(visit: Visit, stage: Stage, atMs: number): Visit {
	return { ...visit, stage, ask: null, touchedMs: atMs, lingers: false };
}

/** Back to the start, the same person still there. */
function home(visit: Visit, atMs: number): Visit {
	return { ...visit, stage: { kind: "attract", sinceMs: atMs }, lingers: false };
}

/** Back to the start, and nothing of the last person is left. */
function forget(visit: Visit, atMs: number): Visit {
	return { ...home(visit, atMs), manner: usualManner };
}

function touch(visit: Visit, atMs: number): Visit {
	const { stage } = visit;
	const touched = { ...visit, touchedMs: atMs };
	return stage.kind === "offered" && stage.left !== null ? { ...touched, stage: { ...stage, left: null } } : touched;
}

function step(visit: Visit, by: 1 | -1): Visit {
	const { stage, ask } = visit;
	if (stage.kind !== "offered" || ask !== null) return visit;
	const chosen = Math.min(Math.max(1, stage.chosen + by), stage.verdict.remaining);
	return chosen === stage.chosen ? visit : { ...visit, stage: { ...stage, chosen } };
}

function confirm(visit: Visit, atMs: number): Visit {
	const { stage, ask } = visit;
	if (stage.kind !== "offered" || stage.left !== null || ask !== null || visit.isBarred) return visit;
	if (atMs - stage.sinceMs < bounceMs) return visit;
	const { scan, verdict, chosen } = stage;
	return { ...visit, ask: { kind: "admit", scan, offer: verdict.offer, persons: chosen }, touchedMs: atMs };
}

function dismiss(visit: Visit, atMs: number): Visit {
	const { stage, ask } = visit;
	if (ask !== null || stage.kind === "attract" || atMs - stage.sinceMs < bounceMs) return visit;
	return stage.kind === "admitted" || stage.kind === "thanks" ? forget(visit, atMs) : home(visit, atMs);
}

function rate(visit: Visit, rating: number, atMs: number): Visit {
	const { stage } = visit;
	// The faces have only just come under the finger, or have not come at all.
	if (stage.kind !== "admitted" || stage.left === null || visit.ask !== null) return visit;
	if (atMs < ratingFrom(stage) + bounceMs) return visit;
	const { scan, verdict } = stage;
	return show(visit, { kind: "thanks", scan, line: verdict.line, rating, sinceMs: atMs }, atMs);
}

function bar(visit: Visit, isBarred: boolean, atMs: number): Visit {
	if (visit.isBarred === isBarred) return visit;
	const barred = { ...visit, isBarred, touchedMs: atMs };
	const { stage, ask } = visit;
	if (stage.kind === "offered" && ask === null) return home(barred, atMs);
	// A ticket that was held up comes out now: it is told anew.
	if (stage.kind === "admitted") return { ...barred, stage: { ...stage, sinceMs: atMs, left: null } };
	return barred;
}

function tick(visit: Visit, atMs: number): Visit {
	const { stage, ask, touchedMs } = visit;
	if (ask !== null) return visit;
	const isIdle = atMs - touchedMs >= idleMs;
	switch (stage.kind) {
		case "attract":
			return rest(visit, isIdle, atMs);
		case "offered": {
			if (!isIdle) return visit;
			const untilMs = touchedMs + idleMs + stillThereMs;
			return atMs >= untilMs ? forget(visit, atMs) : count(visit, { ...stage, left: secondsTo(untilMs, atMs) });
		}
		case "admitted": {
			// Nobody is asked for satisfaction while the ticket does not come out.
			if (visit.isBarred && stage.verdict.isTicketed) return isIdle ? forget(visit, atMs) : visit;
			if (atMs < ratingFrom(stage)) return visit;
			const untilMs = Math.max(ratingFrom(stage), touchedMs) + ratingMs;
			return atMs >= untilMs ? forget(visit, atMs) : count(visit, { ...stage, left: secondsTo(untilMs, atMs) });
		}
		case "thanks":
			return atMs - stage.sinceMs >= thanksMs ? forget(visit, atMs) : visit;
		case "refused":
		case "trouble":
			return isIdle ? forget(visit, atMs) : visit;
	}
}

function rest(visit: Visit, isIdle: boolean, atMs: number): Visit {
	const fresh = visit.sightings.filter(({ lastMs }) => atMs - lastMs < sameScanMs);
	const isHeld = fresh.some(({ lastMs }) => atMs - lastMs < 1000) && atMs - visit.stage.sinceMs >= 2000;
	const manner = isIdle && !isUsual(visit.manner) ? usualManner : visit.manner;
	const isSame = fresh.length === visit.sightings.length && isHeld === visit.lingers && manner === visit.manner;
	return isSame ? visit : { ...visit, sightings: fresh, lingers: isHeld, manner };
}

function count(visit: Visit, stage: Extract<Stage, { kind: "offered" | "admitted" }>): Visit {
	const { stage: before } = visit;
	return before.kind === stage.kind && before.left === stage.left ? visit : { ...visit, stage };
}

function ratingFrom({ sinceMs, verdict }: Extract<Stage, { kind: "admitted" }>): number {
	return sinceMs + (verdict.isTicketed ? tellTicketMs : tellMs);
}

function secondsTo(untilMs: number, atMs: number): number {
	return Math.ceil((untilMs - atMs) / 1000);
}

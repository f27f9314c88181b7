import type { Verdict } from "../../../core/contract/contract.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import { isVoucherText, longestCode } from "../../../core/voucher/voucher.ts";
import type { RequestEvent } from "../request-driver.ts";
import { dedupeScan, freshOf, noRecentCodes, type RecentCodes, recordVerdict } from "../scan/scan-dedupe.ts";
import { defaultPreferences, isDefault, type Preferences } from "./preferences.ts";
import {
	idleMs,
	minRefusalMs,
	ratingMs,
	stillThereMs,
	thanksMs,
	ticketReadingMs,
	touchDebounceMs,
	type VisitRequest,
	type VisitStage,
	verdictReadingMs,
} from "./visit-stage.ts";

/**
 * The state of a self-service kiosk: one member's visit after the other. Pure: events and time in, the next state out;
 * the driver sends `request` to the main process. A reset keeps nothing of a person except the code that may still be
 * in view, for as long as it may be.
 */
export type Visit = {
	readonly stage: VisitStage;
	readonly request: VisitRequest | null;
	readonly recentCodes: RecentCodes;
	readonly scanCount: number;
	readonly preferences: Preferences;
	/** The kiosk may admit nobody now; codes that are read are ignored. */
	readonly isBarred: boolean;
	/** The time of the last touch or scan. */
	readonly touchedMs: number;
	/** A code that has already been answered is still held in view. */
	readonly isCodeStillInView: boolean;
};

export type VisitEvent =
	| { readonly kind: "seen"; readonly text: string; readonly source: ScanSource; readonly atMs: number }
	| { readonly kind: "touched"; readonly atMs: number }
	| { readonly kind: "stepped"; readonly by: 1 | -1 }
	| { readonly kind: "confirmed"; readonly atMs: number }
	| { readonly kind: "dismissed"; readonly atMs: number }
	| { readonly kind: "rated"; readonly rating: number; readonly atMs: number }
	| { readonly kind: "preferred"; readonly preferences: Partial<Preferences> }
	| { readonly kind: "barred"; readonly isBarred: boolean; readonly atMs: number }
	| RequestEvent<VisitRequest>;

/** `wasLost`: the page crashed a moment ago, so the member may not have seen the answer. */
export function createVisit(atMs: number, wasLost = false): Visit {
	const lost = { scan: 0, text: "", source: "camera" } as const;
	return {
		stage: wasLost
			? { kind: "trouble", scan: lost, why: "interrupted", sinceMs: atMs }
			: { kind: "attract", sinceMs: atMs },
		request: null,
		recentCodes: noRecentCodes,
		scanCount: 0,
		preferences: defaultPreferences,
		isBarred: false,
		touchedMs: atMs,
		isCodeStillInView: false,
	};
}

export function reduceVisit(visit: Visit, event: VisitEvent): Visit {
	switch (event.kind) {
		case "seen":
			return handleSeenCode(visit, event.text, event.source, event.atMs);
		case "answered":
			return applyAnswer(visit, event.ask, event.verdict, event.atMs);
		case "gaveUp": {
			const { ask, why, atMs } = event;
			if (visit.request !== ask) return visit;
			return showStage(visit, { kind: "trouble", scan: ask.scan, why, sinceMs: atMs }, atMs);
		}
		case "touched":
			return recordTouch(visit, event.atMs);
		case "stepped":
			return stepPersons(visit, event.by);
		case "confirmed":
			return confirmOffer(visit, event.atMs);
		case "dismissed":
			return dismissStage(visit, event.atMs);
		case "rated":
			return recordRating(visit, event.rating, event.atMs);
		case "preferred":
			return { ...visit, preferences: { ...visit.preferences, ...event.preferences } };
		case "barred":
			return setBarred(visit, event.isBarred, event.atMs);
		case "ticked":
			return handleTick(visit, event.atMs);
	}
}

function handleSeenCode(visit: Visit, whole: string, source: ScanSource, atMs: number): Visit {
	// Text longer than any code is cut to one character past the longest, so that it is refused as too long.
	const text = whole.slice(0, longestCode + 1);
	// A fixed scanner keeps reading what is held before it, as a camera does, so it is deduplicated like one.
	const { isNew, recentCodes } = dedupeScan(visit.recentCodes, text, "camera", atMs);
	if (!isNew) return { ...visit, recentCodes };
	// A code that cannot be taken now is not remembered: if it stays in view it is taken later.
	if (!acceptsScan(visit, atMs)) return visit;
	// A code that only happens to be in view, such as a poster's, takes no seats, rating or refusal off the screen.
	if (!isVoucherText(text) && visit.stage.kind !== "attract") return visit;
	const scan = { scan: visit.scanCount + 1, text, source };
	// After an admission the next code is another person's; after a refusal it may be the same person's second try.
	const preferences =
		visit.stage.kind === "admitted" || visit.stage.kind === "thanks" ? defaultPreferences : visit.preferences;
	const stage: VisitStage = { kind: "attract", sinceMs: atMs };
	const request: VisitRequest = { kind: "scan", scan };
	return {
		...visit,
		stage,
		request,
		recentCodes,
		scanCount: scan.scan,
		preferences,
		touchedMs: atMs,
		isCodeStillInView: false,
	};
}

function acceptsScan({ stage, request, isBarred }: Visit, atMs: number): boolean {
	if (isBarred || request !== null) return false;
	switch (stage.kind) {
		case "attract":
		case "thanks":
			return true;
		case "offered":
			return false;
		case "admitted":
			// The seats stay on screen long enough to be read, however long the queue.
			return atMs >= ratingStartMsOf(stage);
		case "refused":
		case "trouble":
			return atMs - stage.sinceMs >= minRefusalMs;
	}
}

/** An answer after the timeout is still valid; it replaces the trouble message if that is still shown. */
function applyAnswer(visit: Visit, ask: VisitRequest, verdict: Verdict, atMs: number): Visit {
	const { stage } = visit;
	const isLate = visit.request === null && stage.kind === "trouble" && stage.scan === ask.scan;
	if (visit.request !== ask && !isLate) return visit;
	const shown = { scan: ask.scan, sinceMs: atMs };
	const answered = { ...visit, recentCodes: recordVerdict(visit.recentCodes, ask.scan.text, atMs) };
	switch (verdict.kind) {
		case "admitted":
			return showStage(answered, { kind: "admitted", verdict, left: null, ...shown }, atMs);
		case "refused":
			return showStage(answered, { kind: "refused", verdict, ...shown }, atMs);
		case "offered":
			// The offer can no longer be confirmed. It reserves nothing, so it is dropped.
			if (visit.isBarred) return { ...returnToStart(visit, atMs), request: null };
			return showStage(visit, { kind: "offered", verdict, chosen: verdict.remaining, left: null, ...shown }, atMs);
	}
}

function showStage(visit: Visit, stage: VisitStage, atMs: number): Visit {
	return { ...visit, stage, request: null, touchedMs: atMs, isCodeStillInView: false };
}

/** Back to the start with the preferences kept: the same person is still there. */
function returnToStart(visit: Visit, atMs: number): Visit {
	return { ...visit, stage: { kind: "attract", sinceMs: atMs }, isCodeStillInView: false };
}

/** Back to the start with the preferences cleared: the person has left. */
function resetVisit(visit: Visit, atMs: number): Visit {
	return { ...returnToStart(visit, atMs), preferences: defaultPreferences };
}

function recordTouch(visit: Visit, atMs: number): Visit {
	const { stage } = visit;
	const touched = { ...visit, touchedMs: atMs };
	return stage.kind === "offered" && stage.left !== null ? { ...touched, stage: { ...stage, left: null } } : touched;
}

function stepPersons(visit: Visit, by: 1 | -1): Visit {
	const { stage, request } = visit;
	if (stage.kind !== "offered" || request !== null) return visit;
	const chosen = Math.min(Math.max(1, stage.chosen + by), stage.verdict.remaining);
	return chosen === stage.chosen ? visit : { ...visit, stage: { ...stage, chosen } };
}

function confirmOffer(visit: Visit, atMs: number): Visit {
	const { stage, request } = visit;
	if (stage.kind !== "offered" || stage.left !== null || request !== null || visit.isBarred) return visit;
	if (atMs - stage.sinceMs < touchDebounceMs) return visit;
	const { scan, verdict, chosen } = stage;
	return { ...visit, request: { kind: "admit", scan, offer: verdict.offer, persons: chosen }, touchedMs: atMs };
}

function dismissStage(visit: Visit, atMs: number): Visit {
	const { stage, request } = visit;
	if (request !== null || stage.kind === "attract" || atMs - stage.sinceMs < touchDebounceMs) return visit;
	return stage.kind === "admitted" || stage.kind === "thanks" ? resetVisit(visit, atMs) : returnToStart(visit, atMs);
}

function recordRating(visit: Visit, rating: number, atMs: number): Visit {
	const { stage } = visit;
	// The faces are not shown yet, or appeared so recently that the touch was meant for something else.
	if (stage.kind !== "admitted" || stage.left === null || visit.request !== null) return visit;
	if (atMs < ratingStartMsOf(stage) + touchDebounceMs) return visit;
	const { scan, verdict } = stage;
	return showStage(visit, { kind: "thanks", scan, line: verdict.line, rating, sinceMs: atMs }, atMs);
}

function setBarred(visit: Visit, isBarred: boolean, atMs: number): Visit {
	if (visit.isBarred === isBarred) return visit;
	const barred = { ...visit, isBarred, touchedMs: atMs };
	const { stage, request } = visit;
	if (stage.kind === "offered" && request === null) return returnToStart(barred, atMs);
	// A ticket that was held up is printed now, so the admission is shown from the start again.
	if (stage.kind === "admitted") return { ...barred, stage: { ...stage, sinceMs: atMs, left: null } };
	return barred;
}

function handleTick(visit: Visit, atMs: number): Visit {
	const { stage, request, touchedMs } = visit;
	if (request !== null) return visit;
	const isIdle = atMs - touchedMs >= idleMs;
	switch (stage.kind) {
		case "attract":
			return tickAttract(visit, isIdle, atMs);
		case "offered": {
			if (!isIdle) return visit;
			const untilMs = touchedMs + idleMs + stillThereMs;
			return atMs >= untilMs
				? resetVisit(visit, atMs)
				: setCountdown(visit, { ...stage, left: secondsUntil(untilMs, atMs) });
		}
		case "admitted": {
			// No rating is asked for while the ticket is held up.
			if (visit.isBarred && stage.verdict.isTicketed) return isIdle ? resetVisit(visit, atMs) : visit;
			if (atMs < ratingStartMsOf(stage)) return visit;
			const untilMs = Math.max(ratingStartMsOf(stage), touchedMs) + ratingMs;
			return atMs >= untilMs
				? resetVisit(visit, atMs)
				: setCountdown(visit, { ...stage, left: secondsUntil(untilMs, atMs) });
		}
		case "thanks":
			return atMs - stage.sinceMs >= thanksMs ? resetVisit(visit, atMs) : visit;
		case "refused":
		case "trouble":
			return isIdle ? resetVisit(visit, atMs) : visit;
	}
}

/** A voucher that was seen this recently is still held before the camera. */
const heldSightingMs = 1000;

function tickAttract(visit: Visit, isIdle: boolean, atMs: number): Visit {
	const fresh = freshOf(visit.recentCodes, atMs);
	const isHeld =
		fresh.some(
			({ code, source, lastMs }) => source !== "verdict" && isVoucherText(code) && atMs - lastMs < heldSightingMs,
		) && atMs - visit.stage.sinceMs >= 2000;
	const preferences = isIdle && !isDefault(visit.preferences) ? defaultPreferences : visit.preferences;
	const isSame =
		fresh.length === visit.recentCodes.length &&
		isHeld === visit.isCodeStillInView &&
		preferences === visit.preferences;
	return isSame ? visit : { ...visit, recentCodes: fresh, isCodeStillInView: isHeld, preferences };
}

function setCountdown(visit: Visit, stage: Extract<VisitStage, { kind: "offered" | "admitted" }>): Visit {
	const { stage: before } = visit;
	return before.kind === stage.kind && before.left === stage.left ? visit : { ...visit, stage };
}

function ratingStartMsOf({ sinceMs, verdict }: Extract<VisitStage, { kind: "admitted" }>): number {
	return sinceMs + (verdict.isTicketed ? ticketReadingMs : verdictReadingMs);
}

function secondsUntil(untilMs: number, atMs: number): number {
	return Math.ceil((untilMs - atMs) / 1000);
}

/** Reports a touch from a stage; the screen adds the time. */
export type TouchHandler = (
	touched:
		| { readonly kind: "stepped"; readonly by: 1 | -1 }
		| { readonly kind: "confirmed" | "dismissed" }
		| { readonly kind: "rated"; readonly rating: number },
) => void;

export function visitEventOf(touched: Parameters<TouchHandler>[0], atMs: number): VisitEvent {
	return touched.kind === "stepped" ? touched : { ...touched, atMs };
}

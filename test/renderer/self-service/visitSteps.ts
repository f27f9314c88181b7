import type { Verdict } from "../../../core/contract/contract.ts";
import { createAdmission, createOffer, createRefusal } from "../../../renderer/gallery/samples/verdicts.ts";
import { createVisit, reduceVisit, type Visit, type VisitEvent } from "../../../renderer/kiosk/self-service/visit.ts";
import type { VisitRequest } from "../../../renderer/kiosk/self-service/visit-stage.ts";

export const family = createOffer(3);
export const early = createRefusal({ reason: "tooEarly", fromMs: 1, startsAtMs: 2 });
export const single = createAdmission(1);
export const ticketed = createAdmission(2, 0, { isTicketed: true });

export const initialVisit = createVisit(0);

export function applyEvents(visit: Visit, ...events: readonly VisitEvent[]): Visit {
	return events.reduce(reduceVisit, visit);
}

export function scanCode(visit: Visit, text: string, atMs: number): Visit {
	return reduceVisit(visit, { kind: "seen", text, source: "camera", atMs });
}

/** A camera sees what is held before it again and again. */
export function holdCode(visit: Visit, text: string, fromMs: number, untilMs: number): Visit {
	let now = visit;
	for (let atMs = fromMs; atMs <= untilMs; atMs += 200) {
		now = applyEvents(scanCode(now, text, atMs), { kind: "ticked", atMs });
	}
	return now;
}

/** Advances time by the kiosk's ticks. */
export function elapse(visit: Visit, fromMs: number, untilMs: number): Visit {
	let now = visit;
	for (let atMs = fromMs; atMs < untilMs; atMs += 200) now = reduceVisit(now, { kind: "ticked", atMs });
	return reduceVisit(now, { kind: "ticked", atMs: untilMs });
}

export function requestOf({ request }: Visit): VisitRequest {
	if (request === null) throw new Error("nothing is being asked");
	return request;
}

export function answerRequest(visit: Visit, verdict: Verdict, atMs: number): Visit {
	return reduceVisit(visit, { kind: "answered", ask: requestOf(visit), verdict, atMs });
}

/** A code is shown and answered with that verdict, both at `atMs`. */
export function showVerdict(verdict: Verdict, atMs = 0): Visit {
	return answerRequest(scanCode(initialVisit, "V1:AAA", atMs), verdict, atMs);
}

import type { Verdict } from "../../../core/contract/contract.ts";
import { admitted, offered, refused } from "../../../renderer/gallery/samples/verdicts.ts";
import type { Ask } from "../../../renderer/kiosk/self-service/stage.ts";
import { advance, newVisit, type Visit, type VisitEvent } from "../../../renderer/kiosk/self-service/visit.ts";

export const family = offered(3);
export const early = refused({ reason: "tooEarly", fromMs: 1, startsAtMs: 2 });
export const single = admitted(1);
export const ticketed = admitted(2, 0, { isTicketed: true });

export const start = newVisit(0);

export function run(visit: Visit, ...events: readonly VisitEvent[]): Visit {
	return events.reduce(advance, visit);
}

export function seen(visit: Visit, text: string, atMs: number): Visit {
	return advance(visit, { kind: "seen", text, source: "camera", atMs });
}

/** A camera sees what is held before it again and again. */
export function held(visit: Visit, text: string, fromMs: number, untilMs: number): Visit {
	let now = visit;
	for (let atMs = fromMs; atMs <= untilMs; atMs += 200) {
		now = run(seen(now, text, atMs), { kind: "ticked", atMs });
	}
	return now;
}

/** Time passes as the kiosk's ticker tells it. */
export function waited(visit: Visit, fromMs: number, untilMs: number): Visit {
	let now = visit;
	for (let atMs = fromMs; atMs < untilMs; atMs += 200) now = advance(now, { kind: "ticked", atMs });
	return advance(now, { kind: "ticked", atMs: untilMs });
}

export function askOf({ ask }: Visit): Ask {
	if (ask === null) throw new Error("nothing is being asked");
	return ask;
}

export function answered(visit: Visit, verdict: Verdict, atMs: number): Visit {
	return advance(visit, { kind: "answered", ask: askOf(visit), verdict, atMs });
}

/** Shown a code and told that verdict, at that moment. */
export function told(verdict: Verdict, atMs = 0): Visit {
	return answered(seen(start, "A", atMs), verdict, atMs);
}

import type { Verdict } from "../../../core/contract/contract.ts";
import type { Source } from "../../../core/journal/journal.ts";
import { longestCode } from "../../../core/voucher/voucher.ts";
import { noSightings, type Sightings, sight } from "../scan/sightings.ts";

/**
 * What the counter shows, and why. Pure: events and time in, the next state out; who asks the main process watches `ask`.
 * A verdict yields at once to the next scan; an offer stays until it is answered, and scans wait in `queue` meanwhile.
 */
export type Counter = {
	readonly shown: Shown;
	/** What the main process is being asked now; nothing else is asked until it is answered or given up. */
	readonly ask: Ask | null;
	readonly queue: readonly Scan[];
	/** Until then scans wait: a PIN is being typed, or what it did is told. */
	readonly heldUntilMs: number;
	readonly sightings: Sightings;
	readonly scans: number;
};

/** A code that was seen; or a short number, whose digits are its text. */
export type Scan =
	| { readonly scan: number; readonly text: string; readonly source: Source }
	| { readonly scan: number; readonly text: string; readonly source: "number"; readonly card: string };
/** A supervisor's word, on what was refused before. It has a turn of its own. */
type Word = { readonly scan: number; readonly text: ""; readonly source: "override" };
type OfferedVerdict = Extract<Verdict, { kind: "offered" }>;
type FinalVerdict = Exclude<Verdict, OfferedVerdict>;

export type Shown =
	| { readonly kind: "waiting" }
	| { readonly kind: "offered"; readonly scan: Scan; readonly verdict: OfferedVerdict; readonly chosen: number }
	| { readonly kind: "final"; readonly scan: Scan | Word; readonly verdict: FinalVerdict; readonly sinceMs: number }
	| { readonly kind: "trouble"; readonly scan: Scan; readonly why: AskTrouble; readonly sinceMs: number };

/** `interrupted`: the page was lost, and with it whatever was on it. */
export type AskTrouble = "unanswered" | "failed" | "interrupted";

export type Ask =
	| { readonly kind: "scan"; readonly scan: Scan; readonly sinceMs: number }
	| {
			readonly kind: "admit";
			readonly scan: Scan;
			readonly offer: string;
			readonly persons: number;
			readonly sinceMs: number;
	  };

export type CounterEvent =
	| { readonly kind: "seen"; readonly text: string; readonly source: Source; readonly atMs: number }
	| { readonly kind: "typed"; readonly number: string; readonly card: string; readonly atMs: number }
	| { readonly kind: "overrode"; readonly verdict: Verdict; readonly atMs: number }
	| { readonly kind: "held"; readonly untilMs: number; readonly atMs: number }
	| { readonly kind: "answered"; readonly ask: Ask; readonly verdict: Verdict; readonly atMs: number }
	| { readonly kind: "gaveUp"; readonly ask: Ask; readonly why: AskTrouble; readonly atMs: number }
	| { readonly kind: "chose"; readonly persons: number }
	| { readonly kind: "stepped"; readonly by: 1 | -1 }
	| { readonly kind: "confirmed"; readonly atMs: number }
	| { readonly kind: "dismissed"; readonly atMs: number }
	| { readonly kind: "ticked"; readonly atMs: number };

export const idleCounter: Counter = {
	shown: { kind: "waiting" },
	ask: null,
	queue: [],
	heldUntilMs: 0,
	sightings: noSightings,
	scans: 0,
};

/** After the page was lost: the last answer may have been seen by nobody, but its line is among the recent ones. */
export const interruptedCounter: Counter = {
	...idleCounter,
	shown: { kind: "trouble", scan: { scan: 0, text: "", source: "camera" }, why: "interrupted", sinceMs: 0 },
};

/** A verdict that others wait behind is shown this long, so that nobody's is missed. */
export const dwellMs = 1500;
/** After this nobody stands before it any more. */
export const staleMs = 30_000;
export const bounceMs = 400;

export function advance(counter: Counter, event: CounterEvent): Counter {
	switch (event.kind) {
		case "seen":
			return see(counter, event.text, event.source, event.atMs);
		case "typed": {
			const { number: text, card } = event;
			return enqueue(counter, { scan: counter.scans + 1, text, source: "number", card }, event.atMs);
		}
		case "overrode":
			return showOverride(counter, event.verdict, event.atMs);
		case "held":
			return tick({ ...counter, heldUntilMs: event.untilMs }, event.atMs);
		case "answered":
			return takeAnswer(counter, event.ask, event.verdict, event.atMs);
		case "gaveUp":
			if (counter.ask !== event.ask) return counter;
			return {
				...counter,
				ask: null,
				shown: { kind: "trouble", scan: event.ask.scan, why: event.why, sinceMs: event.atMs },
			};
		case "chose":
			return choose(counter, event.persons);
		case "stepped":
			return counter.shown.kind === "offered" ? choose(counter, counter.shown.chosen + event.by) : counter;
		case "confirmed":
			return confirm(counter, event.atMs);
		case "dismissed":
			if (counter.ask !== null) return counter;
			return askNext({ ...counter, shown: { kind: "waiting" } }, event.atMs);
		case "ticked":
			return tick(counter, event.atMs);
	}
}

function see(counter: Counter, whole: string, source: Source, atMs: number): Counter {
	// Longer than any code: cut one past the longest, and refused as too long.
	const text = whole.slice(0, longestCode + 1);
	const { isNew, sightings } = sight(counter.sightings, text, source, atMs);
	if (!isNew) return { ...counter, sightings };
	return enqueue({ ...counter, sightings }, { scan: counter.scans + 1, text, source }, atMs);
}

function enqueue(counter: Counter, scan: Scan, atMs: number): Counter {
	// A code whose offer is still open, or which waits already, gains nothing by waiting twice.
	if (isPending(counter, scan.text)) return counter;
	const queued = { ...counter, scans: scan.scan, queue: [...counter.queue, scan] };
	const isFree = counter.ask === null && counter.shown.kind !== "offered" && counter.queue.length === 0;
	return isFree ? askNext(queued, atMs) : queued;
}

function isPending({ shown, ask, queue }: Counter, text: string): boolean {
	if (shown.kind === "offered" && shown.scan.text === text) return true;
	return ask?.scan.text === text || queue.some((scan) => scan.text === text);
}

function askNext(counter: Counter, atMs: number): Counter {
	const [next, ...queue] = counter.queue;
	if (next === undefined || atMs < counter.heldUntilMs) return counter;
	return { ...counter, queue, ask: { kind: "scan", scan: next, sinceMs: atMs } };
}

/** An answer that came after it was given up is still the truth, and told while its trouble is on screen. */
function takeAnswer(counter: Counter, ask: Ask, verdict: Verdict, atMs: number): Counter {
	const isLate = counter.ask === null && counter.shown.kind === "trouble" && counter.shown.scan === ask.scan;
	if (counter.ask !== ask && !isLate) return counter;
	if (verdict.kind !== "offered")
		return { ...counter, ask: null, shown: { kind: "final", scan: ask.scan, verdict, sinceMs: atMs } };
	return { ...counter, ask: null, shown: { kind: "offered", scan: ask.scan, verdict, chosen: verdict.remaining } };
}

/** An open offer is not covered: what was overridden meanwhile is told by the list of last scans. */
function showOverride(counter: Counter, verdict: Verdict, atMs: number): Counter {
	if (verdict.kind === "offered" || counter.shown.kind === "offered") return counter;
	const scan: Word = { scan: counter.scans + 1, text: "", source: "override" };
	return { ...counter, scans: scan.scan, shown: { kind: "final", scan, verdict, sinceMs: atMs } };
}

function choose(counter: Counter, persons: number): Counter {
	if (counter.shown.kind !== "offered" || counter.ask !== null) return counter;
	const chosen = Math.min(Math.max(1, persons), counter.shown.verdict.remaining);
	return { ...counter, shown: { ...counter.shown, chosen } };
}

function confirm(counter: Counter, atMs: number): Counter {
	if (counter.ask !== null) return counter;
	const { shown } = counter;
	if (shown.kind === "waiting") return counter;
	if (shown.kind !== "offered") {
		// Enter pressed twice on an offer must not wipe away its verdict.
		return atMs - shown.sinceMs < bounceMs ? counter : askNext({ ...counter, shown: { kind: "waiting" } }, atMs);
	}
	const { scan, verdict, chosen } = shown;
	return { ...counter, ask: { kind: "admit", scan, offer: verdict.offer, persons: chosen, sinceMs: atMs } };
}

function tick(counter: Counter, atMs: number): Counter {
	const { shown, ask, queue } = counter;
	if (ask !== null || shown.kind === "offered") return counter;
	if (shown.kind === "waiting") return askNext(counter, atMs);
	if (queue.length > 0) return atMs - shown.sinceMs >= dwellMs ? askNext(counter, atMs) : counter;
	return atMs - shown.sinceMs >= staleMs ? { ...counter, shown: { kind: "waiting" } } : counter;
}

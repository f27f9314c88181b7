import type { Verdict } from "../../../core/contract/contract.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import { isVoucherText, longestCode } from "../../../core/voucher/voucher.ts";
import type { RequestEvent, RequestFailure } from "../request-driver.ts";
import { dedupeScan, isSameCode, noRecentCodes, type RecentCodes, recordVerdict } from "../scan/scan-dedupe.ts";

/**
 * The counter's state. Pure: events and time in, the next state out; the driver sends `request` to the main process.
 * A verdict yields at once to the next scan. An offer stays until it is answered; scans wait in `queue` meanwhile.
 */
export type Counter = {
	readonly display: CounterDisplay;
	/** The one request to the main process in flight; the next waits until it is answered or given up. */
	readonly request: CounterRequest | null;
	readonly queue: readonly CounterScan[];
	/** Until then scans wait, because a PIN is being typed or its effect is shown. */
	readonly heldUntilMs: number;
	readonly recentCodes: RecentCodes;
	readonly scanCount: number;
};

/** A scanned code, or a short number with its digits as text. */
export type CounterScan =
	| { readonly scan: number; readonly text: string; readonly source: ScanSource }
	| { readonly scan: number; readonly text: string; readonly source: "number"; readonly card: string };
/** An override of an earlier refusal. It is numbered as a scan of its own. */
type OverrideScan = { readonly scan: number; readonly text: ""; readonly source: "override" };
type OfferedVerdict = Extract<Verdict, { kind: "offered" }>;
type FinalVerdict = Exclude<Verdict, OfferedVerdict>;

export type CounterDisplay =
	| { readonly kind: "waiting" }
	| { readonly kind: "offered"; readonly scan: CounterScan; readonly verdict: OfferedVerdict; readonly chosen: number }
	| {
			readonly kind: "final";
			readonly scan: CounterScan | OverrideScan;
			readonly verdict: FinalVerdict;
			readonly sinceMs: number;
	  }
	| { readonly kind: "trouble"; readonly scan: CounterScan; readonly why: RequestFailure; readonly sinceMs: number };

export type CounterRequest =
	| { readonly kind: "scan"; readonly scan: CounterScan; readonly sinceMs: number }
	| {
			readonly kind: "admit";
			readonly scan: CounterScan;
			readonly offer: string;
			readonly persons: number;
			readonly sinceMs: number;
	  };

export type CounterEvent =
	| { readonly kind: "seen"; readonly text: string; readonly source: ScanSource; readonly atMs: number }
	| { readonly kind: "typed"; readonly number: string; readonly card: string; readonly atMs: number }
	| { readonly kind: "overrode"; readonly verdict: Verdict; readonly atMs: number }
	| { readonly kind: "held"; readonly untilMs: number; readonly atMs: number }
	| { readonly kind: "chose"; readonly persons: number }
	| { readonly kind: "stepped"; readonly by: 1 | -1 }
	| { readonly kind: "confirmed"; readonly atMs: number }
	| { readonly kind: "dismissed"; readonly atMs: number }
	| RequestEvent<CounterRequest>;

export const idleCounter: Counter = {
	display: { kind: "waiting" },
	request: null,
	queue: [],
	heldUntilMs: 0,
	recentCodes: noRecentCodes,
	scanCount: 0,
};

/** The state after a crash of the page: the last answer may not have been seen, but its line is among the recent scans. */
export const interruptedCounter: Counter = {
	...idleCounter,
	display: { kind: "trouble", scan: { scan: 0, text: "", source: "camera" }, why: "interrupted", sinceMs: 0 },
};

/** With scans queued, a verdict is shown at least this long. */
export const minVerdictMs = 1500;
/** A verdict is cleared after this: the member has left. */
export const verdictExpiryMs = 30_000;
export const enterDebounceMs = 400;

export function reduceCounter(counter: Counter, event: CounterEvent): Counter {
	switch (event.kind) {
		case "seen":
			return handleSeenCode(counter, event.text, event.source, event.atMs);
		case "typed": {
			const { number: text, card } = event;
			return enqueue(counter, { scan: counter.scanCount + 1, text, source: "number", card }, event.atMs);
		}
		case "overrode":
			return showOverride(counter, event.verdict, event.atMs);
		case "held":
			return handleTick({ ...counter, heldUntilMs: event.untilMs }, event.atMs);
		case "answered":
			return applyAnswer(counter, event.ask, event.verdict, event.atMs);
		case "gaveUp":
			if (counter.request !== event.ask) return counter;
			return {
				...counter,
				request: null,
				display: { kind: "trouble", scan: event.ask.scan, why: event.why, sinceMs: event.atMs },
			};
		case "chose":
			return choosePersons(counter, event.persons);
		case "stepped":
			return counter.display.kind === "offered" ? choosePersons(counter, counter.display.chosen + event.by) : counter;
		case "confirmed":
			return confirmDisplay(counter, event.atMs);
		case "dismissed":
			if (counter.request !== null) return counter;
			return requestNextScan({ ...counter, display: { kind: "waiting" } }, event.atMs);
		case "ticked":
			return handleTick(counter, event.atMs);
	}
}

function handleSeenCode(counter: Counter, whole: string, source: ScanSource, atMs: number): Counter {
	// Text longer than any code is cut to one character past the longest, so that it is refused as too long.
	const text = whole.slice(0, longestCode + 1);
	const { isNew, recentCodes } = dedupeScan(counter.recentCodes, text, source, atMs);
	if (!isNew) return { ...counter, recentCodes };
	// A code that only happens to be in view replaces no verdict. It is not remembered: if it stays it is told later.
	if (source === "camera" && !isVoucherText(text) && !isFree(counter, atMs)) return counter;
	return enqueue({ ...counter, recentCodes }, { scan: counter.scanCount + 1, text, source }, atMs);
}

/** Nothing is shown, asked or held back. */
function isFree({ display, request, queue, heldUntilMs }: Counter, atMs: number): boolean {
	return display.kind === "waiting" && request === null && queue.length === 0 && atMs >= heldUntilMs;
}

function enqueue(counter: Counter, scan: CounterScan, atMs: number): Counter {
	// A code whose offer is open, or which is queued already, is not queued again.
	if (isScanPending(counter, scan.text)) return counter;
	const queued = { ...counter, scanCount: scan.scan, queue: [...counter.queue, scan] };
	const isNext = counter.request === null && counter.display.kind !== "offered" && counter.queue.length === 0;
	return isNext ? requestNextScan(queued, atMs) : queued;
}

function isScanPending({ display, request, queue }: Counter, text: string): boolean {
	const isSame = (scan: CounterScan) => isSameCode(scan.text, text);
	if (display.kind === "offered" && isSame(display.scan)) return true;
	return (request !== null && isSame(request.scan)) || queue.some(isSame);
}

function requestNextScan(counter: Counter, atMs: number): Counter {
	const [next, ...queue] = counter.queue;
	if (next === undefined || atMs < counter.heldUntilMs) return counter;
	return { ...counter, queue, request: { kind: "scan", scan: next, sinceMs: atMs } };
}

/** An answer after the timeout is still valid; it replaces the trouble message if that is still shown. */
function applyAnswer(counter: Counter, ask: CounterRequest, verdict: Verdict, atMs: number): Counter {
	const isLate = counter.request === null && counter.display.kind === "trouble" && counter.display.scan === ask.scan;
	if (counter.request !== ask && !isLate) return counter;
	const answered = {
		...counter,
		request: null,
		recentCodes: recordVerdict(counter.recentCodes, ask.scan.text, atMs),
	};
	if (verdict.kind === "offered")
		return { ...answered, display: { kind: "offered", scan: ask.scan, verdict, chosen: verdict.remaining } };
	if (isShown(counter.display, verdict)) return answered;
	return { ...answered, display: { kind: "final", scan: ask.scan, verdict, sinceMs: atMs } };
}

/** The verdict of the same presentation, read once more by another scanner, is not shown a second time. */
function isShown(display: CounterDisplay, verdict: FinalVerdict): boolean {
	if (display.kind !== "final" || verdict.kind !== "admitted" || display.verdict.kind !== "admitted") return false;
	return display.verdict.line === verdict.line && display.verdict.atMs === verdict.atMs;
}

/** An override does not replace an open offer; the list of recent scans shows it. */
function showOverride(counter: Counter, verdict: Verdict, atMs: number): Counter {
	if (verdict.kind === "offered" || counter.display.kind === "offered") return counter;
	const scan: OverrideScan = { scan: counter.scanCount + 1, text: "", source: "override" };
	return { ...counter, scanCount: scan.scan, display: { kind: "final", scan, verdict, sinceMs: atMs } };
}

function choosePersons(counter: Counter, persons: number): Counter {
	if (counter.display.kind !== "offered" || counter.request !== null) return counter;
	const chosen = Math.min(Math.max(1, persons), counter.display.verdict.remaining);
	return { ...counter, display: { ...counter.display, chosen } };
}

function confirmDisplay(counter: Counter, atMs: number): Counter {
	if (counter.request !== null) return counter;
	const { display } = counter;
	if (display.kind === "waiting") return counter;
	if (display.kind !== "offered") {
		// A doubled Enter on an offer must not dismiss its verdict.
		return atMs - display.sinceMs < enterDebounceMs
			? counter
			: requestNextScan({ ...counter, display: { kind: "waiting" } }, atMs);
	}
	const { scan, verdict, chosen } = display;
	return { ...counter, request: { kind: "admit", scan, offer: verdict.offer, persons: chosen, sinceMs: atMs } };
}

function handleTick(counter: Counter, atMs: number): Counter {
	const { display, request, queue } = counter;
	if (request !== null || display.kind === "offered") return counter;
	if (display.kind === "waiting") return requestNextScan(counter, atMs);
	if (queue.length > 0) return atMs - display.sinceMs >= minVerdictMs ? requestNextScan(counter, atMs) : counter;
	return atMs - display.sinceMs >= verdictExpiryMs ? { ...counter, display: { kind: "waiting" } } : counter;
}

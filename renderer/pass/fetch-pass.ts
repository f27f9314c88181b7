import { z } from "zod";
import { PassAnswer, paths } from "../../core/protocol/protocol.ts";

export type PassState =
	| { readonly kind: "loading" }
	| { readonly kind: "fresh"; readonly answer: TimedPassAnswer }
	/** The copy saved on this phone; `keptAtMs` is the hub's time when it was fetched. */
	| { readonly kind: "kept"; readonly answer: TimedPassAnswer; readonly keptAtMs: number }
	| { readonly kind: "notFound" }
	| { readonly kind: "unreachable" };

/** `aheadMs`: how far the hub's clock was ahead of this phone's. Copies saved by an older page lack it. */
export type TimedPassAnswer = z.infer<typeof TimedPassAnswer>;
const TimedPassAnswer = PassAnswer.extend({ aheadMs: z.number().default(0) });

const fetchTimeoutMs = 8000;
/** Smaller differences count as network delay and not as a wrong clock. */
const minClockOffsetMs = 2000;

/** The pass of a link's secret from the hub or, without a network, the copy saved last. Never rejects. */
export async function fetchPass(secret: string, storage: Storage): Promise<PassState> {
	const answer = await fetchAnswer(secret);
	if (answer === "notFound") {
		storage.removeItem(storageKeyOf(secret));
		return { kind: "notFound" };
	}
	if (answer === null) return readSavedPass(secret, storage) ?? { kind: "unreachable" };
	savePass(secret, answer, storage);
	return { kind: "fresh", answer };
}

async function fetchAnswer(secret: string): Promise<TimedPassAnswer | "notFound" | null> {
	try {
		const sentMs = Date.now();
		const signal = AbortSignal.timeout(fetchTimeoutMs);
		const headers = { accept: "application/json", authorization: `Bearer ${secret}` };
		const response = await fetch(paths.pass, { signal, headers });
		if (response.status === 404) return "notFound";
		if (!response.ok) return null;
		const answer = PassAnswer.safeParse(await response.json()).data;
		return answer === undefined
			? null
			: { ...answer, aheadMs: estimateClockOffsetMs(answer.hubTimeMs, sentMs, Date.now()) };
	} catch {
		// No network, a time-out or an answer that is not JSON: the pass cannot be fetched now.
		return null;
	}
}

/**
 * How far the hub's clock is ahead of the phone's; 0 when the difference is within the uncertainty of the round trip.
 */
export function estimateClockOffsetMs(hubTimeMs: number, sentMs: number, receivedMs: number): number {
	const aheadMs = Math.round(hubTimeMs - (sentMs + receivedMs) / 2);
	return Math.abs(aheadMs) <= Math.max(minClockOffsetMs, (receivedMs - sentMs) / 2) ? 0 : aheadMs;
}

function savePass(secret: string, answer: TimedPassAnswer, storage: Storage): void {
	try {
		storage.setItem(storageKeyOf(secret), JSON.stringify(answer));
	} catch {
		// Without storage (a private window, or full) the pass still works online.
	}
}

function readSavedPass(secret: string, storage: Storage): PassState | null {
	try {
		const answer = TimedPassAnswer.parse(JSON.parse(storage.getItem(storageKeyOf(secret)) ?? "null"));
		return { kind: "kept", answer, keptAtMs: answer.hubTimeMs };
	} catch {
		return null;
	}
}

export function storageKeyOf(secret: string): string {
	return `pailou.pass.${secret}`;
}

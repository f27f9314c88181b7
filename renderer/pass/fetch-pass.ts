import { z } from "zod";
import { PassAnswer } from "../../core/protocol/protocol.ts";

export type PassState =
	| { readonly kind: "loading" }
	| { readonly kind: "fresh"; readonly answer: TimedPassAnswer }
	/** The last copy kept on this phone; `keptAtMs` is when it was fetched. */
	| { readonly kind: "kept"; readonly answer: TimedPassAnswer; readonly keptAtMs: number }
	| { readonly kind: "notFound" }
	| { readonly kind: "unreachable" };

/** With it, how far the hub's clock was ahead of this phone's. A copy kept by an older page lacks it. */
export type TimedPassAnswer = z.infer<typeof TimedPassAnswer>;
const TimedPassAnswer = PassAnswer.extend({ aheadMs: z.number().default(0) });

const fetchTimeoutMs = 8000;
/** A phone takes its time from the network: an answer that took a while knows it less well. */
const minClockOffsetMs = 2000;

/** The pass as the hub tells it now; without a network, as it was told last. Never rejects. */
export async function fetchPass(id: string, storage: Storage): Promise<PassState> {
	const answer = await fetchAnswer(id);
	if (answer === "notFound") {
		storage.removeItem(storageKeyOf(id));
		return { kind: "notFound" };
	}
	if (answer === null) return readSavedPass(id, storage) ?? { kind: "unreachable" };
	savePass(id, answer, storage);
	return { kind: "fresh", answer };
}

async function fetchAnswer(id: string): Promise<TimedPassAnswer | "notFound" | null> {
	try {
		const sentMs = Date.now();
		const signal = AbortSignal.timeout(fetchTimeoutMs);
		const response = await fetch(`/v1/passes/${encodeURIComponent(id)}`, {
			signal,
			headers: { accept: "application/json" },
		});
		if (response.status === 404 || response.status === 400) return "notFound";
		if (!response.ok) return null;
		const answer = PassAnswer.safeParse(await response.json()).data;
		return answer === undefined
			? null
			: { ...answer, aheadMs: estimateClockOffsetMs(answer.hubTimeMs, sentMs, Date.now()) };
	} catch {
		// No network, too slow, or an answer that is not JSON: to the member all of them are "not now".
		return null;
	}
}

/** How far the hub's clock is ahead of the phone's; 0 when that is within what the journey of its answer leaves open. */
export function estimateClockOffsetMs(hubTimeMs: number, sentMs: number, receivedMs: number): number {
	const aheadMs = Math.round(hubTimeMs - (sentMs + receivedMs) / 2);
	return Math.abs(aheadMs) <= Math.max(minClockOffsetMs, (receivedMs - sentMs) / 2) ? 0 : aheadMs;
}

function savePass(id: string, answer: TimedPassAnswer, storage: Storage): void {
	try {
		storage.setItem(storageKeyOf(id), JSON.stringify(answer));
	} catch {
		// A phone that keeps nothing still shows the pass while it is online.
	}
}

function readSavedPass(id: string, storage: Storage): PassState | null {
	try {
		const answer = TimedPassAnswer.parse(JSON.parse(storage.getItem(storageKeyOf(id)) ?? "null"));
		return { kind: "kept", answer, keptAtMs: answer.hubTimeMs };
	} catch {
		return null;
	}
}

function storageKeyOf(id: string): string {
	return `pailou.pass.${id}`;
}

import { z } from "zod";
import { PassAnswer } from "../../core/protocol/protocol.ts";

export type Pass =
	| { readonly kind: "loading" }
	| { readonly kind: "fresh"; readonly answer: Timed }
	/** The last copy kept on this phone; `keptAtMs` is when it was fetched. */
	| { readonly kind: "kept"; readonly answer: Timed; readonly keptAtMs: number }
	| { readonly kind: "notFound" }
	| { readonly kind: "unreachable" };

/** With it, how far the hub's clock was ahead of this phone's. A copy kept by an older page lacks it. */
export type Timed = z.infer<typeof Timed>;
const Timed = PassAnswer.extend({ aheadMs: z.number().default(0) });

const patienceMs = 8000;
/** A phone takes its time from the network: an answer that took a while knows it less well. */
const leastAheadMs = 2000;

/** The pass as the hub tells it now; without a network, as it was told last. Never rejects. */
export async function fetchPass(id: string, storage: Storage): Promise<Pass> {
	const answer = await fetchAnswer(id);
	if (answer === "notFound") {
		storage.removeItem(keyOf(id));
		return { kind: "notFound" };
	}
	if (answer === null) return readKept(id, storage) ?? { kind: "unreachable" };
	keep(id, answer, storage);
	return { kind: "fresh", answer };
}

async function fetchAnswer(id: string): Promise<Timed | "notFound" | null> {
	try {
		const sentMs = Date.now();
		const signal = AbortSignal.timeout(patienceMs);
		const response = await fetch(`/v1/passes/${encodeURIComponent(id)}`, {
			signal,
			headers: { accept: "application/json" },
		});
		if (response.status === 404 || response.status === 400) return "notFound";
		if (!response.ok) return null;
		const answer = PassAnswer.safeParse(await response.json()).data;
		return answer === undefined ? null : { ...answer, aheadMs: aheadOf(answer.hubTimeMs, sentMs, Date.now()) };
	} catch {
		// No network, too slow, or an answer that is not JSON: to the member all of them are "not now".
		return null;
	}
}

/** How far the hub's clock is ahead of the phone's; 0 when that is within what the journey of its answer leaves open. */
export function aheadOf(hubTimeMs: number, sentMs: number, receivedMs: number): number {
	const aheadMs = Math.round(hubTimeMs - (sentMs + receivedMs) / 2);
	return Math.abs(aheadMs) <= Math.max(leastAheadMs, (receivedMs - sentMs) / 2) ? 0 : aheadMs;
}

function keep(id: string, answer: Timed, storage: Storage): void {
	try {
		storage.setItem(keyOf(id), JSON.stringify(answer));
	} catch {
		// A phone that keeps nothing still shows the pass while it is online.
	}
}

function readKept(id: string, storage: Storage): Pass | null {
	try {
		const answer = Timed.parse(JSON.parse(storage.getItem(keyOf(id)) ?? "null"));
		return { kind: "kept", answer, keptAtMs: answer.hubTimeMs };
	} catch {
		return null;
	}
}

function keyOf(id: string): string {
	return `pailou.pass.${id}`;
}

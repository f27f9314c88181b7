import { PassAnswer } from "../../core/protocol.ts";

export type Pass =
	| { readonly kind: "loading" }
	| { readonly kind: "fresh"; readonly answer: PassAnswer }
	/** The last copy kept on this phone; `keptAtMs` is when it was fetched. */
	| { readonly kind: "kept"; readonly answer: PassAnswer; readonly keptAtMs: number }
	| { readonly kind: "notFound" }
	| { readonly kind: "unreachable" };

const patienceMs = 8000;

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

async function fetchAnswer(id: string): Promise<PassAnswer | "notFound" | null> {
	try {
		const signal = AbortSignal.timeout(patienceMs);
		const response = await fetch(`/v1/passes/${encodeURIComponent(id)}`, {
			signal,
			headers: { accept: "application/json" },
		});
		if (response.status === 404 || response.status === 400) return "notFound";
		if (!response.ok) return null;
		return PassAnswer.safeParse(await response.json()).data ?? null;
	} catch {
		// No network, too slow, or an answer that is not JSON: to the member all of them are "not now".
		return null;
	}
}

function keep(id: string, answer: PassAnswer, storage: Storage): void {
	try {
		storage.setItem(keyOf(id), JSON.stringify(answer));
	} catch {
		// A phone that keeps nothing still shows the pass while it is online.
	}
}

function readKept(id: string, storage: Storage): Pass | null {
	try {
		const answer = PassAnswer.parse(JSON.parse(storage.getItem(keyOf(id)) ?? "null"));
		return { kind: "kept", answer, keptAtMs: answer.hubTimeMs };
	} catch {
		return null;
	}
}

function keyOf(id: string): string {
	return `pailou.pass.${id}`;
}

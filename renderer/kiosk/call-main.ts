import type { Bridge, CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";

export const callTimeoutMs = 5000;

export type CallResult<N extends CallName> =
	| { readonly kind: "answer"; readonly output: OutputOf<N> }
	| { readonly kind: "none"; readonly why: "failed" };

/** One call to the main process. Never rejects; how long to wait for it is the asker's to say. */
export async function callMain<N extends CallName>(bridge: Bridge, name: N, input: InputOf<N>): Promise<CallResult<N>> {
	try {
		const output = await bridge.call(name, input);
		return isFailure(output) ? { kind: "none", why: "failed" } : { kind: "answer", output };
	} catch {
		return { kind: "none", why: "failed" };
	}
}

/** The answer itself; null when none came, or when there is nothing to ask. */
export async function callMainOrNull<N extends CallName>(
	bridge: Bridge,
	name: N,
	input: InputOf<N> | null,
): Promise<OutputOf<N> | null> {
	if (input === null) return null;
	const answer = await callMain(bridge, name, input);
	return answer.kind === "answer" ? answer.output : null;
}

function isFailure(output: unknown): boolean {
	return typeof output === "object" && output !== null && "kind" in output && output.kind === "failure";
}

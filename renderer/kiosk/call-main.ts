import type { Bridge, CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";

export const callTimeoutMs = 5000;

export type CallResult<N extends CallName> =
	| { readonly kind: "answer"; readonly output: OutputOf<N> }
	| { readonly kind: "none"; readonly why: "failed" };

/** One call to the main process. It never rejects and has no timeout; the caller sets one. */
export async function callMain<N extends CallName>(bridge: Bridge, name: N, input: InputOf<N>): Promise<CallResult<N>> {
	try {
		const output = await bridge.call(name, input);
		return isFailure(output) ? { kind: "none", why: "failed" } : { kind: "answer", output };
	} catch {
		return { kind: "none", why: "failed" };
	}
}

/** The answer itself; null when the call failed, or when `input` is null. */
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

import type { Bridge, CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";
import { fails, type Script } from "./exhibit.ts";

/** A bridge with a script at its other end. */
export function bridgeOf(script: Script): Bridge {
	function call<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
		const answer: ((input: InputOf<N>) => Promise<OutputOf<N>>) | undefined = script[name];
		return answer === undefined ? fails() : answer(input);
	}
	return { call, onChanged, onScanned: () => () => {} };
}

/** What main's poke is in the gallery; see the step `changes`. */
export const changed = "gallery:changed";

function onChanged(listener: () => void): () => void {
	window.addEventListener(changed, listener);
	return () => window.removeEventListener(changed, listener);
}

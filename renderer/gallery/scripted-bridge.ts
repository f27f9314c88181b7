import type { Bridge, CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";
import { failCall, type ScriptedAnswers } from "./fixture.ts";

/** A bridge with a script at its other end. */
export function createScriptedBridge(script: ScriptedAnswers): Bridge {
	function call<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
		const answer: ((input: InputOf<N>) => Promise<OutputOf<N>>) | undefined = script[name];
		return answer === undefined ? failCall() : answer(input);
	}
	return { call, onChanged, onScanned: () => () => {} };
}

/** What main's poke is in the gallery; see the step `changes`. */
export const changedEvent = "gallery:changed";

function onChanged(listener: () => void): () => void {
	window.addEventListener(changedEvent, listener);
	return () => window.removeEventListener(changedEvent, listener);
}

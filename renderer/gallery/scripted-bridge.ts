import type { Bridge, CallName, InputOf, OutputOf } from "../../core/contract/contract.ts";
import { failCall, type ScriptedAnswers } from "./fixture.ts";

/** A bridge whose main process is a script. */
export function createScriptedBridge(script: ScriptedAnswers): Bridge {
	function call<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
		const answer: ((input: InputOf<N>) => Promise<OutputOf<N>>) | undefined = script[name];
		return answer === undefined ? failCall() : answer(input);
	}
	return { call, onChanged, onScanned: () => () => {} };
}

/** Stands for main's change notification; see the step `changes`. */
export const changedEvent = "gallery:changed";

function onChanged(listener: () => void): () => void {
	window.addEventListener(changedEvent, listener);
	return () => window.removeEventListener(changedEvent, listener);
}

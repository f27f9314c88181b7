import type { Bridge } from "../../../core/contract/contract.ts";
import { callMain, callTimeoutMs } from "../call-main.ts";
import { type Counter, type CounterEvent, type CounterRequest, reduceCounter } from "./counter.ts";

export type CounterDriver = {
	readonly dispatch: (event: CounterEvent) => void;
	readonly stop: () => void;
};

/** Runs the counter: does what its state asks of the main process, and brings the answers back. */
export function openCounterDriver(
	bridge: Bridge,
	now: () => number,
	first: Counter,
	onCounter: (counter: Counter) => void,
): CounterDriver {
	let counter = first;
	const ticker = setInterval(() => dispatch({ kind: "ticked", atMs: now() }), 250);

	function dispatch(event: CounterEvent): void {
		const before = counter;
		counter = reduceCounter(before, event);
		if (counter === before) return;
		if (counter.request !== null && counter.request !== before.request) void carry(counter.request);
		onCounter(counter);
	}

	async function carry(asked: CounterRequest): Promise<void> {
		const patience = setTimeout(
			() => dispatch({ kind: "gaveUp", ask: asked, why: "unanswered", atMs: now() }),
			callTimeoutMs,
		);
		const answer = await put(asked);
		clearTimeout(patience);
		if (answer.kind === "answer") dispatch({ kind: "answered", ask: asked, verdict: answer.output, atMs: now() });
		else dispatch({ kind: "gaveUp", ask: asked, why: answer.why, atMs: now() });
	}

	function put(asked: CounterRequest) {
		switch (asked.kind) {
			case "scan": {
				const { scan } = asked;
				if (scan.source === "number") return callMain(bridge, "number", { number: scan.text, card: scan.card });
				return callMain(bridge, "scan", { text: scan.text, source: scan.source });
			}
			case "admit":
				return callMain(bridge, "admit", { offer: asked.offer, persons: asked.persons });
		}
	}

	return { dispatch, stop: () => clearInterval(ticker) };
}

import type { Bridge } from "../../../core/contract/contract.ts";
import { ask, patienceMs } from "../call-main.ts";
import { type Ask, advance, type Counter, type CounterEvent } from "./counter.ts";

export type Desk = {
	readonly tell: (event: CounterEvent) => void;
	readonly stop: () => void;
};

/** Runs the counter: does what its state asks of the main process, and brings the answers back. */
export function openDesk(
	bridge: Bridge,
	now: () => number,
	first: Counter,
	onCounter: (counter: Counter) => void,
): Desk {
	let counter = first;
	const ticker = setInterval(() => tell({ kind: "ticked", atMs: now() }), 250);

	function tell(event: CounterEvent): void {
		const before = counter;
		counter = advance(before, event);
		if (counter === before) return;
		if (counter.ask !== null && counter.ask !== before.ask) void carry(counter.ask);
		onCounter(counter);
	}

	async function carry(asked: Ask): Promise<void> {
		const patience = setTimeout(() => tell({ kind: "gaveUp", ask: asked, why: "unanswered", atMs: now() }), patienceMs);
		const answer = await put(asked);
		clearTimeout(patience);
		if (answer.kind === "answer") tell({ kind: "answered", ask: asked, verdict: answer.output, atMs: now() });
		else tell({ kind: "gaveUp", ask: asked, why: answer.why, atMs: now() });
	}

	function put(asked: Ask) {
		switch (asked.kind) {
			case "scan": {
				const { scan } = asked;
				if (scan.source === "number") return ask(bridge, "number", { number: scan.text, card: scan.card });
				return ask(bridge, "scan", { text: scan.text, source: scan.source });
			}
			case "admit":
				return ask(bridge, "admit", { offer: asked.offer, persons: asked.persons });
		}
	}

	return { tell, stop: () => clearInterval(ticker) };
}

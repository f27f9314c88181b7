import type { Bridge } from "../../../core/contract/contract.ts";
import { ask, patienceMs } from "../call-main.ts";
import type { Ask } from "./stage.ts";
import { advance, type Visit, type VisitEvent } from "./visit.ts";

export type Host = {
	readonly tell: (event: VisitEvent) => void;
	readonly stop: () => void;
};

/** Runs the visits: does what their state asks of the main process, and brings the answers back. */
export function openHost(bridge: Bridge, first: Visit, now: () => number, onVisit: (visit: Visit) => void): Host {
	let visit = first;
	const ticker = setInterval(() => tell({ kind: "ticked", atMs: now() }), 200);

	function tell(event: VisitEvent): void {
		const before = visit;
		visit = advance(before, event);
		if (visit === before) return;
		if (visit.ask !== null && visit.ask !== before.ask) void carry(visit.ask);
		const { stage } = visit;
		// Whether it could be noted is not the member's care: thanked they are.
		if (stage.kind === "thanks" && stage !== before.stage)
			void ask(bridge, "rate", { line: stage.line, rating: stage.rating });
		onVisit(visit);
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
			case "scan":
				return ask(bridge, "scan", { text: asked.scan.text, source: asked.scan.source });
			case "admit":
				return ask(bridge, "admit", { offer: asked.offer, persons: asked.persons });
		}
	}

	return { tell, stop: () => clearInterval(ticker) };
}

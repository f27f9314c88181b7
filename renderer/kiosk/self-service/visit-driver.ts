import type { Bridge } from "../../../core/contract/contract.ts";
import { callMain, callTimeoutMs } from "../call-main.ts";
import { reduceVisit, type Visit, type VisitEvent } from "./visit.ts";
import type { VisitRequest } from "./visit-stage.ts";

export type VisitDriver = {
	readonly dispatch: (event: VisitEvent) => void;
	readonly stop: () => void;
};

/** Runs the visits: does what their state asks of the main process, and brings the answers back. */
export function openVisitDriver(
	bridge: Bridge,
	first: Visit,
	now: () => number,
	onVisit: (visit: Visit) => void,
): VisitDriver {
	let visit = first;
	const ticker = setInterval(() => dispatch({ kind: "ticked", atMs: now() }), 200);

	function dispatch(event: VisitEvent): void {
		const before = visit;
		visit = reduceVisit(before, event);
		if (visit === before) return;
		if (visit.request !== null && visit.request !== before.request) void carry(visit.request);
		const { stage } = visit;
		// Whether it could be noted is not the member's care: thanked they are.
		if (stage.kind === "thanks" && stage !== before.stage)
			void callMain(bridge, "rate", { line: stage.line, rating: stage.rating });
		onVisit(visit);
	}

	async function carry(asked: VisitRequest): Promise<void> {
		const patience = setTimeout(
			() => dispatch({ kind: "gaveUp", ask: asked, why: "unanswered", atMs: now() }),
			callTimeoutMs,
		);
		const answer = await put(asked);
		clearTimeout(patience);
		if (answer.kind === "answer") dispatch({ kind: "answered", ask: asked, verdict: answer.output, atMs: now() });
		else dispatch({ kind: "gaveUp", ask: asked, why: answer.why, atMs: now() });
	}

	function put(asked: VisitRequest) {
		switch (asked.kind) {
			case "scan":
				return callMain(bridge, "scan", { text: asked.scan.text, source: asked.scan.source });
			case "admit":
				return callMain(bridge, "admit", { offer: asked.offer, persons: asked.persons });
		}
	}

	return { dispatch, stop: () => clearInterval(ticker) };
}

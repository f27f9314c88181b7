import type { Bridge } from "../../../core/contract/contract.ts";
import { type CallResult, callMain } from "../call-main.ts";
import type { PageClock } from "../page-clock.ts";
import { openRequestDriver, type RequestDriver } from "../request-driver.ts";
import { reduceVisit, type Visit, type VisitEvent } from "./visit.ts";
import type { VisitRequest } from "./visit-stage.ts";

export type VisitDriver = RequestDriver<VisitEvent>;

/** Runs the visits' reducer against the main process, and sends each rating once. */
export function openVisitDriver(
	bridge: Bridge,
	first: Visit,
	onVisit: (visit: Visit) => void,
	clock: PageClock,
): VisitDriver {
	return openRequestDriver<Visit, VisitEvent, VisitRequest>(
		{
			first,
			reduce: reduceVisit,
			send: (request) => sendRequest(bridge, request),
			onChange(visit, before) {
				const { stage } = visit;
				// The member is thanked whether or not the rating could be recorded.
				if (stage.kind === "thanks" && stage !== before.stage)
					void callMain(bridge, "rate", { line: stage.line, rating: stage.rating });
				onVisit(visit);
			},
			tickIntervalMs: 200,
		},
		clock,
	);
}

function sendRequest(bridge: Bridge, request: VisitRequest): Promise<CallResult<"scan" | "admit">> {
	switch (request.kind) {
		case "scan":
			return callMain(bridge, "scan", { text: request.scan.text, source: request.scan.source });
		case "admit":
			return callMain(bridge, "admit", { offer: request.offer, persons: request.persons });
	}
}

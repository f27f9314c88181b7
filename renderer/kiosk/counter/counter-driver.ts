import type { Bridge } from "../../../core/contract/contract.ts";
import { type CallResult, callMain } from "../call-main.ts";
import type { PageClock } from "../page-clock.ts";
import { openRequestDriver, type RequestDriver } from "../request-driver.ts";
import { type Counter, type CounterEvent, type CounterRequest, reduceCounter } from "./counter.ts";

export type CounterDriver = RequestDriver<CounterEvent>;

/** Runs the counter's reducer against the main process. */
export function openCounterDriver(
	bridge: Bridge,
	first: Counter,
	onCounter: (counter: Counter) => void,
	clock: PageClock,
): CounterDriver {
	return openRequestDriver<Counter, CounterEvent, CounterRequest>(
		{
			first,
			reduce: reduceCounter,
			send: (request) => sendRequest(bridge, request),
			onChange: onCounter,
			tickIntervalMs: 250,
		},
		clock,
	);
}

function sendRequest(bridge: Bridge, request: CounterRequest): Promise<CallResult<"scan" | "number" | "admit">> {
	switch (request.kind) {
		case "scan": {
			const { scan } = request;
			if (scan.source === "number") return callMain(bridge, "number", { number: scan.text, card: scan.card });
			return callMain(bridge, "scan", { text: scan.text, source: scan.source });
		}
		case "admit":
			return callMain(bridge, "admit", { offer: request.offer, persons: request.persons });
	}
}

import type { Verdict } from "../../core/contract/contract.ts";
import { type CallResult, callTimeoutMs } from "./call-main.ts";
import type { PageClock } from "./page-clock.ts";

/** Why a request has no answer. `interrupted`: the page was lost, and its state with it. */
export type RequestFailure = "unanswered" | "failed" | "interrupted";

/** Events from the driver itself. `ask` is the request concerned, compared by identity. */
export type RequestEvent<R> =
	| { readonly kind: "answered"; readonly ask: R; readonly verdict: Verdict; readonly atMs: number }
	| { readonly kind: "gaveUp"; readonly ask: R; readonly why: RequestFailure; readonly atMs: number }
	| { readonly kind: "ticked"; readonly atMs: number };

type VerdictCall = "scan" | "number" | "admit";

export type RequestDriverSpec<S, E, R> = {
	readonly first: S;
	/** Returns the same object when the event changes nothing. */
	readonly reduce: (state: S, event: E | RequestEvent<R>) => S;
	/** One request to the main process; it never rejects. */
	readonly send: (request: R) => Promise<CallResult<VerdictCall>>;
	/** Called after each change, with the state before it. */
	readonly onChange: (state: S, before: S) => void;
	readonly tickIntervalMs: number;
};

export type RequestDriver<E> = { readonly dispatch: (event: E) => void; readonly stop: () => void };

/**
 * Runs a reducer whose state holds at most one request to the main process: sends each new request once, reports its
 * answer, or that none came in time, and ticks. An answer that comes after the timeout is reported all the same: the
 * reducer knows whether it is still wanted.
 */
export function openRequestDriver<S extends { readonly request: R | null }, E, R>(
	spec: RequestDriverSpec<S, E, R>,
	clock: PageClock,
): RequestDriver<E> {
	let state = spec.first;
	let isStopped = false;
	const cancelTicks = clock.every(spec.tickIntervalMs, () => dispatch({ kind: "ticked", atMs: clock.monoMs() }));

	function dispatch(event: E | RequestEvent<R>): void {
		if (isStopped) return;
		const before = state;
		state = spec.reduce(before, event);
		if (state === before) return;
		if (state.request !== null && state.request !== before.request) void send(state.request);
		spec.onChange(state, before);
	}

	async function send(request: R): Promise<void> {
		const giveUp = (why: RequestFailure) => dispatch({ kind: "gaveUp", ask: request, why, atMs: clock.monoMs() });
		const cancelTimeout = clock.after(callTimeoutMs, () => giveUp("unanswered"));
		const answer = await spec.send(request);
		cancelTimeout();
		if (answer.kind === "none") giveUp(answer.why);
		else dispatch({ kind: "answered", ask: request, verdict: answer.output, atMs: clock.monoMs() });
	}

	return {
		dispatch,
		stop() {
			isStopped = true;
			cancelTicks();
		},
	};
}

import { healthPath } from "../../core/protocol/protocol.ts";
import type { Random, Timers } from "../clock.ts";
import { type HubEndpoint, type HubFailure, requestBytes } from "./hubRequest.ts";
import { backoffMs } from "./loop.ts";

export type HubProbeParts = {
	readonly hub: HubEndpoint;
	readonly timers: Timers;
	readonly random: Random;
	/** When the hub last answered anything, on the monotonic clock; null for never. */
	readonly lastAnsweredMs: () => number | null;
	readonly onResult: (result: { readonly kind: "reached" } | HubFailure) => void;
};

const periodMs = 1500;
/** A hub that answered something so recently is not asked. With the patience, a loss is known within five seconds. */
const quietMs = 2500;
const patienceMs = 2000;
/** In an outage that lasts longer than these many failures, the probe backs off as the loops do: see `backoffMs`. */
const triesBeforeBackoff = 8;
const mostBytes = 65_536;

/**
 * Asks the hub for a sign of life when it has not answered anything for a while, so that a lost network, and a network that is
 * there again after less than about twenty seconds, are known within five seconds though the kiosk has nothing to say. After
 * a longer outage the jitter of the backoff spreads the return of a fleet. It asks for nothing that costs the hub work.
 */
export function startHubProbe({ hub, timers, random, lastAnsweredMs, onResult }: HubProbeParts): () => void {
	let isAsking = false;
	let isStopped = false;
	let failures = 0;
	let notBeforeMs = 0;

	async function probe(): Promise<void> {
		const answeredMs = lastAnsweredMs();
		if (isAsking || timers.monoMs() < notBeforeMs || (answeredMs !== null && timers.monoMs() - answeredMs < quietMs))
			return;
		isAsking = true;
		const result = await askForLife(hub);
		isAsking = false;
		failures = result.kind === "reached" ? 0 : failures + 1;
		notBeforeMs =
			failures > triesBeforeBackoff ? timers.monoMs() + backoffMs(failures - triesBeforeBackoff, random) : 0;
		if (!isStopped) onResult(result);
	}

	const cancel = timers.every(periodMs, () => void probe());
	return () => {
		isStopped = true;
		cancel();
	};
}

/** Any answer of a hub of this protocol counts, whatever it says of its health. */
async function askForLife(hub: HubEndpoint): Promise<{ readonly kind: "reached" } | HubFailure> {
	const patient = { address: hub.address, fetch: hub.fetch, timers: hub.timers, patienceMs };
	const answer = await requestBytes(patient, { method: "GET", path: healthPath }, mostBytes);
	return answer.kind === "answer" || answer.status !== null ? { kind: "reached" } : answer;
}

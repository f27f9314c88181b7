import { healthPath } from "../../core/protocol/protocol.ts";
import type { Timers } from "../clock.ts";
import { discardBody, type HubAnswer, type HubEndpoint, type HubFailure, sendRequest } from "./hubRequest.ts";

export type HubProbeParts = {
	readonly hub: HubEndpoint;
	readonly timers: Timers;
	/** When the hub last answered anything, on the monotonic clock; null for never. */
	readonly lastAnsweredMs: () => number | null;
	readonly onResult: (result: { readonly kind: "reached" } | HubFailure) => void;
};

const periodMs = 1500;
/** A hub that answered something so recently is not asked. With the patience, a loss is known within five seconds. */
const quietMs = 2500;
const patienceMs = 2000;

/**
 * Asks the hub for a sign of life when it has not answered anything for a while, so that a lost network, and a network that is
 * there again, are known within five seconds though the kiosk has nothing to say. It asks for nothing that costs the hub work.
 */
export function startHubProbe({ hub, timers, lastAnsweredMs, onResult }: HubProbeParts): () => void {
	let isAsking = false;
	let isStopped = false;

	async function probe(): Promise<void> {
		const answeredMs = lastAnsweredMs();
		if (isAsking || (answeredMs !== null && timers.monoMs() - answeredMs < quietMs)) return;
		isAsking = true;
		const answer = await askForLife(hub);
		isAsking = false;
		if (!isStopped) onResult(answer.kind === "answer" ? { kind: "reached" } : answer);
	}

	const cancel = timers.every(periodMs, () => void probe());
	return () => {
		isStopped = true;
		cancel();
	};
}

/** Any answer of a hub of this protocol counts, whatever it says of its health. */
function askForLife(hub: HubEndpoint): Promise<HubAnswer<null>> {
	const patient = { address: hub.address, fetch: hub.fetch, timers: hub.timers, patienceMs };
	return sendRequest(patient, { method: "GET", path: healthPath }, async (response) => {
		await discardBody(response);
		return { kind: "answer", value: null };
	});
}

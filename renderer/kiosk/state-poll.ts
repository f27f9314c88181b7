import type { Bridge, KioskState } from "../../core/contract/contract.ts";
import type { Trouble } from "../words/trouble.ts";
import { callMainOrNull, callTimeoutMs } from "./call-main.ts";
import type { PageClock } from "./page-clock.ts";

export type PollResult =
	| { readonly kind: "starting" }
	/** `aheadMs`: how far the main process's clock is ahead of the page's. The screens show the main process's time. */
	| { readonly kind: "answered"; readonly state: KioskState; readonly aheadMs: number }
	| { readonly kind: "trouble"; readonly trouble: Trouble };

export const pollIntervalMs = 10_000;
export const retryDelayMs = 1500;
const maxMisses = 2;

/**
 * Keeps the page's copy of the kiosk's state fresh: asks when the main process says that something changed, and every
 * few seconds. Reports trouble once several calls in a row had no answer; one alone may be a pause.
 */
export function pollState(bridge: Bridge, onResult: (result: PollResult) => void, clock: PageClock): () => void {
	let isStopped = false;
	let isAsking = false;
	let hasChangedMeanwhile = false;
	let misses = 0;
	let cancelNext = () => {};

	async function poll(): Promise<void> {
		// Many changes during one call are answered by one more call.
		if (isAsking) {
			hasChangedMeanwhile = true;
			return;
		}
		isAsking = true;
		cancelNext();
		const state = await askWithTimeout();
		isAsking = false;
		if (isStopped) return;
		misses = state === null ? misses + 1 : 0;
		if (state !== null) onResult({ kind: "answered", state, aheadMs: state.nowMs - clock.nowMs() });
		else if (misses >= maxMisses) onResult({ kind: "trouble", trouble: "unanswering" });
		if (hasChangedMeanwhile) {
			hasChangedMeanwhile = false;
			return poll();
		}
		cancelNext = clock.after(state === null ? retryDelayMs : pollIntervalMs, () => void poll());
	}

	function askWithTimeout(): Promise<KioskState | null> {
		return new Promise((resolve) => {
			const cancelTimeout = clock.after(callTimeoutMs, () => resolve(null));
			void callMainOrNull(bridge, "state", undefined).then((state) => {
				cancelTimeout();
				resolve(state);
			});
		});
	}

	const unsubscribe = bridge.onChanged(() => void poll());
	void poll();
	return () => {
		isStopped = true;
		cancelNext();
		unsubscribe();
	};
}

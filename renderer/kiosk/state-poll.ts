import type { Bridge, KioskState } from "../../core/contract/contract.ts";
import type { Trouble } from "../words/trouble.ts";
import { callMain, callTimeoutMs } from "./call-main.ts";

export type PollResult =
	| { readonly kind: "starting" }
	/** `aheadMs`: how far the main process's clock is ahead of the page's. The page tells main's time. */
	| { readonly kind: "beating"; readonly state: KioskState; readonly aheadMs: number }
	| { readonly kind: "trouble"; readonly trouble: Trouble };

const pollIntervalMs = 10_000;
const retryDelayMs = 1500;
const maxMisses = 2;

/** Keeps what the page knows of the window fresh: asks when poked and every few seconds, and says so when nobody answers. */
export function pollState(bridge: Bridge, onPulse: (pulse: PollResult) => void): () => void {
	let isStopped = false;
	let isAsking = false;
	let isPoked = false;
	let misses = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function beat(): Promise<void> {
		// A poke during a question is answered by one more question, not by many.
		if (isAsking) {
			isPoked = true;
			return;
		}
		isAsking = true;
		clearTimeout(timer);
		const state = await askInTime();
		isAsking = false;
		if (isStopped) return;
		misses = state === null ? misses + 1 : 0;
		if (state !== null) onPulse({ kind: "beating", state, aheadMs: state.nowMs - Date.now() });
		else if (misses >= maxMisses) onPulse({ kind: "trouble", trouble: "unanswering" });
		if (isPoked) {
			isPoked = false;
			return beat();
		}
		timer = setTimeout(() => void beat(), state === null ? retryDelayMs : pollIntervalMs);
	}

	async function askInTime(): Promise<KioskState | null> {
		let patience: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<null>((resolve) => {
			patience = setTimeout(() => resolve(null), callTimeoutMs);
		});
		const asked = callMain(bridge, "state", undefined).then((answer) =>
			answer.kind === "answer" ? answer.output : null,
		);
		const state = await Promise.race([asked, late]);
		clearTimeout(patience);
		return state;
	}

	const unfollow = bridge.onChanged(() => void beat());
	void beat();
	return () => {
		isStopped = true;
		clearTimeout(timer);
		unfollow();
	};
}

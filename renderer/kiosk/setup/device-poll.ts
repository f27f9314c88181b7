import type { Bridge, Devices } from "../../../core/contract/contract.ts";
import { callMain } from "../call-main.ts";
import type { PageClock } from "../page-clock.ts";

export const devicePollIntervalMs = 3000;

/** Asks main for the devices that are plugged in, now and again some time after each answer, until stopped. */
export function pollDevices(
	bridge: Bridge,
	onDevices: (devices: Devices) => void,
	clock: Pick<PageClock, "after">,
): () => void {
	let isStopped = false;
	let cancelNext = () => {};

	async function poll(): Promise<void> {
		const answer = await callMain(bridge, "devices", undefined);
		if (isStopped) return;
		if (answer.kind === "answer" && answer.output.kind === "devices") onDevices(answer.output);
		cancelNext = clock.after(devicePollIntervalMs, () => void poll());
	}

	void poll();
	return () => {
		isStopped = true;
		cancelNext();
	};
}

import type { Bridge } from "../../../core/contract/contract.ts";
import { callMain } from "../call-main.ts";
import type { CancelTimer, PageClock } from "../page-clock.ts";
import { type CallButtonEvent, type CallButtonState, idleCallButton, reduceCallButton } from "./call-button.ts";

/** The chime repeats, so that staff can find the kiosk, but seldom enough not to disturb. */
export const chimeIntervalMs = 12_000;

export type CallButtonDriver = {
	readonly dispatch: (event: CallButtonEvent) => void;
	readonly stop: () => void;
};

type CallButtonDriverOptions = {
	readonly onCall: (call: CallButtonState) => void;
	readonly playChime: () => void;
};

/** Runs the call button's reducer: sends each call and its cancellation once, and chimes while staff are called. */
export function openCallButtonDriver(
	bridge: Bridge,
	{ onCall, playChime }: CallButtonDriverOptions,
	clock: Pick<PageClock, "every">,
): CallButtonDriver {
	let call = idleCallButton;
	let cancelChime: CancelTimer = () => {};
	let isStopped = false;

	function dispatch(event: CallButtonEvent): void {
		if (isStopped) return;
		const before = call;
		call = reduceCallButton(before, event);
		if (call === before) return;
		if (call.pending !== null && call.pending !== before.pending) void send(call.pending);
		if (call.isCalled !== before.isCalled) setChime(call.isCalled);
		onCall(call);
	}

	async function send(is: "wanted" | "settled"): Promise<void> {
		const answer = await callMain(bridge, "callStaff", { is });
		const isNoted = answer.kind === "answer" && answer.output.kind === "noted";
		dispatch(isNoted ? { kind: "noted", is } : { kind: "failed" });
	}

	function setChime(isOn: boolean): void {
		cancelChime();
		if (!isOn) return;
		playChime();
		cancelChime = clock.every(chimeIntervalMs, playChime);
	}

	return {
		dispatch,
		stop() {
			isStopped = true;
			cancelChime();
		},
	};
}

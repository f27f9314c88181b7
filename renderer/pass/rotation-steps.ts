import { rotationStepAt, rotationStepMs } from "../../core/voucher/rotatingCode.ts";

/** The clock and timers of the phone, as a parameter. */
export type StepClock = {
	readonly nowMs: () => number;
	/** Runs `work` once, and returns its cancellation. */
	readonly after: (delayMs: number, work: () => void) => () => void;
};

export type RotationStepWatch = {
	/** Computes the step again now: a sleeping phone's timers stop. */
	readonly refresh: () => void;
	readonly stop: () => void;
};

/** Reports the rotating code's step now and whenever the next one begins, by the hub's clock. */
export function watchRotationStep(
	aheadMs: number,
	onStep: (step: number) => void,
	clock: StepClock,
): RotationStepWatch {
	let cancelNext = () => {};
	function refresh(): void {
		cancelNext();
		const nowMs = clock.nowMs() + aheadMs;
		onStep(rotationStepAt(nowMs));
		cancelNext = clock.after(rotationStepMs - (nowMs % rotationStepMs), refresh);
	}
	refresh();
	return { refresh, stop: () => cancelNext() };
}

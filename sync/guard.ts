import type { Timers } from "./clock.ts";
import { describeError, type Log } from "./log.ts";

/** The same fault of the same place is reported once in this time: a full disk lasts for hours. */
const repeatMs = 3600_000;

/** Runs calls that nobody waits for. What they throw, or reject with, is reported and goes no further. */
export type Guard = {
	readonly run: (work: () => unknown) => void;
	/** The same function, guarded. */
	readonly listener: <A extends readonly unknown[]>(call: (...args: A) => unknown) => (...args: A) => void;
};

/** `event` names the kind of call in the log. */
export function createGuard(event: string, timers: Pick<Timers, "monoMs">, log: Log): Guard {
	const reportedAtMs = new Map<string, number>();

	function report(error: unknown): void {
		const details = describeError(error);
		const cause = JSON.stringify(details);
		const nowMs = timers.monoMs();
		const lastMs = reportedAtMs.get(cause);
		if (lastMs !== undefined && nowMs - lastMs < repeatMs) return;
		reportedAtMs.set(cause, nowMs);
		log.error(event, details);
	}

	function run(work: () => unknown): void {
		try {
			const result = work();
			if (result instanceof Promise) result.catch(report);
		} catch (error) {
			report(error);
		}
	}

	return {
		run,
		listener:
			(call) =>
			(...args) =>
				run(() => call(...args)),
	};
}

/** The same timers; what their work throws is reported, and a repeated one is run again after its period. */
export function guardTimers<T extends Timers>(timers: T, log: Log): T {
	const guard = createGuard("timerFailed", timers, log);
	return {
		...timers,
		after: (delayMs, work) => timers.after(delayMs, guard.listener(work)),
		every: (periodMs, work) => timers.every(periodMs, guard.listener(work)),
	};
}

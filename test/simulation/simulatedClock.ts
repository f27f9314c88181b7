import type { Cancel, Clock } from "../../sync/clock.ts";
import type { PendingWork } from "./pendingWork.ts";

type Timer = { dueMs: number; readonly periodMs: number | null; readonly work: () => void };

/** A clock without a system timer: time passes only in `advance`, which runs what falls due on the way. */
export type SimulatedClock = Clock & {
	/**
	 * Lets so much time pass. Timers run in the order in which they are due, those due at the same time in the order in which they
	 * were set; after each, promises and I/O settle before time passes on, so that nothing takes any simulated time.
	 */
	readonly advance: (ms: number) => Promise<void>;
};

export function simulatedClock(startMs: number, pending: PendingWork): SimulatedClock {
	let elapsedMs = 0;
	const timers = new Set<Timer>();

	/** A delay is rounded up, because the clocks show whole milliseconds as the system's do. */
	function add(delayMs: number, periodMs: number | null, work: () => void): Cancel {
		const timer: Timer = { dueMs: elapsedMs + Math.max(0, Math.ceil(delayMs)), periodMs, work };
		timers.add(timer);
		return () => void timers.delete(timer);
	}

	function nextDue(untilMs: number): Timer | null {
		let next: Timer | null = null;
		for (const timer of timers) if (timer.dueMs <= untilMs && timer.dueMs < (next?.dueMs ?? Infinity)) next = timer;
		return next;
	}

	function run(timer: Timer): void {
		elapsedMs = timer.dueMs;
		// A repeating timer runs after those that are due at the same time.
		timers.delete(timer);
		if (timer.periodMs !== null) {
			timer.dueMs += timer.periodMs;
			timers.add(timer);
		}
		timer.work();
	}

	return {
		nowMs: () => startMs + elapsedMs,
		monoMs: () => elapsedMs,
		after: (delayMs, work) => add(delayMs, null, work),
		every(periodMs, work) {
			if (!(periodMs > 0)) throw new Error(`A timer cannot repeat every ${periodMs} ms.`);
			return add(periodMs, periodMs, work);
		},
		async advance(ms) {
			const untilMs = elapsedMs + ms;
			await pending.settle();
			for (let timer = nextDue(untilMs); timer !== null; timer = nextDue(untilMs)) {
				run(timer);
				await pending.settle();
			}
			elapsedMs = untilMs;
		},
	};
}

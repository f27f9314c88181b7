import type { Clock } from "../../sync/clock.ts";

type Timer = { dueMs: number; readonly periodMs: number | null; readonly work: () => void };

/** A machine's clocks and timers, moved by the life. Nothing of it waits for the system. */
export type LifeClock = Clock & {
	/** Lets so much time pass, and runs the timers that are due. */
	readonly advance: (ms: number) => void;
	/** Somebody sets the machine's clock. */
	readonly jump: (ms: number) => void;
	readonly sleep: (ms: number) => void;
	readonly sleptMs: () => number;
	/** The app has ended: its timers are gone, and a new one begins to count. */
	readonly restart: () => void;
};

/** A machine that slept, or a timer that repeats, runs no more often than this at once. */
const mostRuns = 40;

export function createLifeClock(startMs: number): LifeClock {
	let wallMs = startMs;
	let monoMs = 0;
	let slept = 0;
	let timers = new Set<Timer>();

	function add(delayMs: number, periodMs: number | null, work: () => void) {
		const timer = { dueMs: monoMs + Math.max(1, delayMs), periodMs, work };
		const of = timers;
		of.add(timer);
		return () => void of.delete(timer);
	}

	function runDue(): void {
		for (const timer of [...timers].toSorted((a, b) => a.dueMs - b.dueMs).slice(0, mostRuns)) {
			if (timer.dueMs > monoMs || !timers.has(timer)) continue;
			if (timer.periodMs === null) timers.delete(timer);
			else timer.dueMs = monoMs + timer.periodMs;
			timer.work();
		}
	}

	return {
		nowMs: () => wallMs,
		monoMs: () => monoMs,
		after: (delayMs, work) => add(delayMs, null, work),
		every: (periodMs, work) => add(periodMs, periodMs, work),
		advance(ms) {
			wallMs += ms;
			monoMs += ms;
			runDue();
		},
		jump(ms) {
			wallMs = Math.max(0, wallMs + ms);
		},
		sleep(ms) {
			wallMs += ms;
			slept += ms;
		},
		sleptMs: () => slept,
		restart() {
			timers = new Set();
			monoMs = 0;
		},
	};
}

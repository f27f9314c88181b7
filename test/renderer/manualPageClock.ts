import type { PageClock } from "../../renderer/kiosk/page-clock.ts";

export type ManualPageClock = PageClock & {
	/** Moves time on; every timer due meanwhile fires, in order, and what awaits it runs. */
	readonly move: (ms: number) => Promise<void>;
	/** The page is held up: time passes, and no timer fires before the next move. */
	readonly stall: (ms: number) => void;
};

/** A page's clock that stands still until it is moved. Unix time is `startMs` at first. */
export function manualPageClock(startMs = 0): ManualPageClock {
	let monoMs = 0;
	let timers: readonly { readonly dueMs: number; readonly periodMs: number | null; readonly work: () => void }[] = [];

	function add(delayMs: number, periodMs: number | null, work: () => void): () => void {
		let timer = { dueMs: monoMs + delayMs, periodMs, work: run };
		function run(): void {
			timers = timers.filter((one) => one !== timer);
			if (periodMs !== null) {
				timer = { ...timer, dueMs: timer.dueMs + periodMs };
				timers = [...timers, timer];
			}
			work();
		}
		timers = [...timers, timer];
		return () => {
			timers = timers.filter((one) => one !== timer);
		};
	}

	return {
		nowMs: () => startMs + monoMs,
		monoMs: () => monoMs,
		after: (delayMs, work) => add(delayMs, null, work),
		every: (periodMs, work) => add(periodMs, periodMs, work),
		stall(ms) {
			monoMs += ms;
		},
		async move(ms) {
			const untilMs = monoMs + ms;
			for (;;) {
				const [next] = timers.filter(({ dueMs }) => dueMs <= untilMs).toSorted((a, b) => a.dueMs - b.dueMs);
				if (next === undefined) break;
				monoMs = Math.max(monoMs, next.dueMs);
				next.work();
				await settled();
			}
			monoMs = untilMs;
			await settled();
		},
	};
}

/** Resolves after every promise callback that is ready now. */
export function settled(): Promise<void> {
	return new Promise((resolve) => void setImmediate(resolve));
}

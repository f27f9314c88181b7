/** Cancels a timer; calling it again, or after the timer fired, does nothing. */
export type CancelTimer = () => void;

/** Time as a parameter, so that tests can move it: Unix milliseconds, monotonic milliseconds and timers. */
export type PageClock = {
	readonly nowMs: () => number;
	/** Milliseconds since the page was opened; no clock change moves it. */
	readonly monoMs: () => number;
	/** Runs `work` once, `delayMs` from now. */
	readonly after: (delayMs: number, work: () => void) => CancelTimer;
	/** Runs `work` every `periodMs`, first after one period. */
	readonly every: (periodMs: number, work: () => void) => CancelTimer;
};

/** The browser's clock and timers. */
export const pageClock: PageClock = {
	nowMs: () => Date.now(),
	monoMs: () => performance.now(),
	after(delayMs, work) {
		const timer = setTimeout(work, delayMs);
		return () => clearTimeout(timer);
	},
	every(periodMs, work) {
		const timer = setInterval(work, periodMs);
		return () => clearInterval(timer);
	},
};

/** Cancels a timer; calling it again, or after the timer fired, does nothing. */
export type Cancel = () => void;

/** Timers and their monotonic clock: all that a watchdog or a loop needs. */
export type Timers = {
	/** Milliseconds since the process began; no clock change moves it. */
	readonly monoMs: () => number;
	/** Runs `work` once, `delayMs` from now. */
	readonly after: (delayMs: number, work: () => void) => Cancel;
	/** Runs `work` every `periodMs`, first after one period. */
	readonly every: (periodMs: number, work: () => void) => Cancel;
};

/** Wall-clock time in Unix milliseconds, and timers, as one parameter: replacing both together allows simulated time. */
export type Clock = Timers & { readonly nowMs: () => number };

/** `length` random bytes. All other randomness is derived from them, so a simulation seeds one generator. */
export type Random = (length: number) => Uint8Array;

/** Resolves after `ms`. */
export function sleep(timers: Timers, ms: number): Promise<void> {
	return new Promise((resolve) => void timers.after(ms, resolve));
}

/** The result of `work`, or null when it takes longer than `ms`. The timer is cancelled as soon as `work` has settled. */
export async function withTimeout<T>(timers: Timers, ms: number, work: Promise<T>): Promise<T | null> {
	let cancel: Cancel = () => {};
	const timeout = new Promise<null>((resolve) => {
		cancel = timers.after(ms, () => resolve(null));
	});
	try {
		return await Promise.race([work, timeout]);
	} finally {
		cancel();
	}
}

/** A number in [0, 1), with 32 bits of randomness. */
export function randomFraction(random: Random): number {
	return new DataView(Uint8Array.from(random(4)).buffer).getUint32(0) / 2 ** 32;
}

/** An identifier of 128 random bits, in lower-case hex. */
export function randomId(random: Random): string {
	return Array.from(random(16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { inspect } from "node:util";

/** Ten times what is promised of nearly everything, which is a second: a busy machine must pass too. */
export const waitLimitMs = 10_000;

/** A printer that was mended is found so by the next query of its status, which comes every 15 s. */
export const printerMendedMs = 15_000;

/** A fault calls for staff, or is settled, once it has lasted 10 s at a check that is made every 5 s. */
export const staffCallMs = 15_000;

/** Polls until the value satisfies the condition. When it does not, the failure prints the last value. */
export async function waitUntil<T>(
	read: () => Promise<T | null>,
	isIt: (value: T) => boolean,
	limitMs = waitLimitMs,
): Promise<T> {
	const untilMs = Date.now() + limitMs;
	for (;;) {
		const value = await read();
		if (value !== null && isIt(value)) return value;
		if (Date.now() > untilMs) {
			throw new Error(`it did not come within ${limitMs / 1000} s; last seen: ${inspect(value, { depth: 6 })}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

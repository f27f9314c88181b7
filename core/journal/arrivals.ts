/** Persons admitted to one session, by interval of ten minutes; the key is the start of the interval, Unix ms. */
export type Arrivals = Map<number, number>;

export const arrivalIntervalMs = 10 * 60_000;

export function addArrival(arrivals: Arrivals, atMs: number, persons: number): void {
	const from = Math.floor(atMs / arrivalIntervalMs) * arrivalIntervalMs;
	arrivals.set(from, (arrivals.get(from) ?? 0) + persons);
}

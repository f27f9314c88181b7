/** Persons who came in to one session, by the ten minutes in which they came; the key is when those began, Unix ms. */
export type Arrivals = ReadonlyMap<number, number>;

export const arrivalIntervalMs = 10 * 60_000;

export function addArrival(arrivals: Arrivals, atMs: number, persons: number): Arrivals {
	const from = Math.floor(atMs / arrivalIntervalMs) * arrivalIntervalMs;
	return new Map(arrivals).set(from, (arrivals.get(from) ?? 0) + persons);
}

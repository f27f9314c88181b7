/** Persons who came in to one session, by the ten minutes in which they came; the key is when those began, Unix ms. */
export type Arrivals = ReadonlyMap<number, number>;

export const arrivalSpanMs = 10 * 60_000;

export function withArrival(arrivals: Arrivals, atMs: number, persons: number): Arrivals {
	const from = Math.floor(atMs / arrivalSpanMs) * arrivalSpanMs;
	return new Map(arrivals).set(from, (arrivals.get(from) ?? 0) + persons);
}

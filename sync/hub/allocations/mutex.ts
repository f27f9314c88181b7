/** One at a time for each venue: two requests at once must not sign two documents of one version. */
export type VenueMutex = <T>(venue: number, work: () => Promise<T>) => Promise<T>;

export function createVenueMutex(): VenueMutex {
	const turns = new Map<number, Promise<unknown>>();
	return (venue, work) => {
		const before = turns.get(venue) ?? Promise.resolve();
		const turn = before.then(work, work);
		turns.set(venue, turn);
		return turn;
	};
}

/** Runs asynchronous work one piece at a time, in the order of the calls. A piece that rejects does not stop the next. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

export function createMutex(): Mutex {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const next = last.then(work, work);
		last = next;
		return next;
	};
}

/** A mutex for each key. */
export type KeyedMutex<K> = <T>(key: K, work: () => Promise<T>) => Promise<T>;

export function createKeyedMutex<K>(): KeyedMutex<K> {
	const mutexes = new Map<K, { readonly lock: Mutex; pending: number }>();
	return async (key, work) => {
		const held = mutexes.get(key) ?? { lock: createMutex(), pending: 0 };
		mutexes.set(key, held);
		held.pending++;
		try {
			return await held.lock(work);
		} finally {
			held.pending--;
			if (held.pending === 0) mutexes.delete(key);
		}
	};
}

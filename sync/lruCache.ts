export type LruLimits<V> = {
	readonly mostKeys: number;
	/** An upper limit on the sum of `bytesOf` over all values; without it only keys are counted. */
	readonly bytes?: { readonly most: number; readonly of: (value: V) => number };
};

/** An LRU cache, bounded by the number of its keys and optionally by the bytes of its values. */
export type LruCache<V> = {
	/** The value of this key, which becomes the most recently used; undefined when there is none. */
	readonly get: (key: string) => V | undefined;
	readonly put: (key: string, value: V) => void;
	/** `make` is called only when the key is missing. What it throws is thrown on, and nothing is cached. */
	readonly getOrMake: (key: string, make: () => V) => V;
	readonly clear: () => void;
};

/** Over a limit, evicts the least recently used first. A value that alone exceeds the byte limit is not cached. */
export function createLruCache<V extends NonNullable<unknown> | null>({ mostKeys, bytes }: LruLimits<V>): LruCache<V> {
	// A Map iterates in insertion order, so its first key is the least recently used.
	const values = new Map<string, V>();
	const bytesOf = (value: V) => bytes?.of(value) ?? 0;
	const mostBytes = bytes?.most ?? 0;
	let total = 0;

	function remove(key: string): void {
		const value = values.get(key);
		if (value === undefined) return;
		values.delete(key);
		total -= bytesOf(value);
	}

	function put(key: string, value: V): void {
		remove(key);
		if (bytesOf(value) > mostBytes) return;
		values.set(key, value);
		total += bytesOf(value);
		for (const oldest of values.keys()) {
			if (total <= mostBytes && values.size <= mostKeys) return;
			remove(oldest);
		}
	}

	function get(key: string): V | undefined {
		const value = values.get(key);
		if (value === undefined) return undefined;
		values.delete(key);
		values.set(key, value);
		return value;
	}

	return {
		get,
		put,
		getOrMake(key, make) {
			const known = get(key);
			if (known !== undefined) return known;
			const made = make();
			put(key, made);
			return made;
		},
		clear() {
			values.clear();
			total = 0;
		},
	};
}

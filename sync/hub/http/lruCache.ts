/** What was made lately. Four thousand windows ask for the same delta within a minute; it is made once. */
export type LruCache = {
	/** `make` may answer null for what is not to be had; that is remembered too. */
	readonly getOrMake: (key: string, make: () => Uint8Array | null) => Uint8Array | null;
};

/** So many keys at the most, however little lies under each. */
const mostKeys = 256;

/** Keeps up to so many bytes, letting go first of what was asked for longest ago. */
export function createLruCache(mostBytes: number): LruCache {
	const held = new Map<string, Uint8Array | null>();
	let bytes = 0;

	function keep(key: string, value: Uint8Array | null): void {
		held.set(key, value);
		bytes += value?.length ?? 0;
		for (const [oldest, old] of held) {
			if (bytes <= mostBytes && held.size <= mostKeys) return;
			held.delete(oldest);
			bytes -= old?.length ?? 0;
		}
	}

	return {
		getOrMake(key, make) {
			const known = held.get(key);
			if (known === undefined) {
				const made = make();
				keep(key, made);
				return made;
			}
			held.delete(key);
			held.set(key, known);
			return known;
		},
	};
}

/** A small seeded generator (mulberry32): the same seed throws the same numbers on every machine. */
export type SeededRandom = {
	/** From 0 up to, but not including, `sides`. */
	readonly below: (sides: number) => number;
	/** True `share` of the time. */
	readonly chance: (share: number) => boolean;
	/** An index, as often as its weight says. */
	readonly weighted: (weights: readonly number[]) => number;
};

export function createSeededRandom(seed: number): SeededRandom {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		below: (sides) => Math.floor(next() * sides),
		chance: (share) => next() < share,
		weighted(weights) {
			let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
			for (const [index, weight] of weights.entries()) {
				left -= weight;
				if (left < 0) return index;
			}
			return weights.length - 1;
		},
	};
}

import { createSeededRandom } from "../../fuzz/mutator.ts";

/** Seeded randomness: the same seed draws the same frame. */
export type NoiseSource = {
	readonly between: (least: number, most: number) => number;
	/** Normally distributed with mean 0 and standard deviation 1. */
	readonly normal: () => number;
};

export function createNoiseSource(seed: number): NoiseSource {
	// Multiplied, so that adjacent seeds give unrelated sequences.
	const chance = createSeededRandom(Math.imul(seed + 1, 0x9e3779b1));
	const unit = () => chance.below(0x40000000) / 0x40000000;
	for (let i = 0; i < 8; i++) unit();
	return {
		between: (least, most) => least + (most - least) * unit(),
		normal: () => normalSamples[chance.below(normalSamples.length)] ?? 0,
	};
}

/** Box–Muller samples, computed once: a frame takes a million of them. */
const normalSamples = Float32Array.from({ length: 1 << 15 }, (_, i) => {
	const share = (i + 0.5) / (1 << 15);
	return Math.sqrt(-2 * Math.log(share)) * Math.cos(2 * Math.PI * ((i * 0.6180339887) % 1));
});

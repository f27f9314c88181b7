/** Seeded randomness, so that a finding can be reproduced. */
export type SeededRandom = { readonly below: (n: number) => number; readonly bytes: (length: number) => Uint8Array };

/** xorshift32: small, fast and the same everywhere. */
export function createSeededRandom(seed: number): SeededRandom {
	let state = seed >>> 0 || 1;
	const next = () => {
		state ^= state << 13;
		state >>>= 0;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state;
	};
	const below = (n: number) => next() % n;
	return { below, bytes: (length) => Uint8Array.from({ length }, () => below(256)) };
}

/** Bytes that formats break on: edges of integers, ends of text, what JSON and base45 are made of. */
const boundaryBytes = [0x00, 0x01, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x7b, 0x7d, 0x7f, 0x80, 0xff];

/** Changes a sample in a few places: flips, overwrites, cuts, repeats, or splices in a part of another. */
export function mutate(sample: Uint8Array, other: Uint8Array, chance: SeededRandom): Uint8Array {
	let bytes = Uint8Array.from(sample);
	for (let turns = 1 + chance.below(4); turns > 0; turns--) bytes = mutateOnce(bytes, other, chance);
	return bytes;
}

function mutateOnce(bytes: Uint8Array, other: Uint8Array, chance: SeededRandom): Uint8Array<ArrayBuffer> {
	const at = chance.below(bytes.length + 1);
	const end = Math.min(bytes.length, at + chance.below(40));
	const changed = Uint8Array.from(bytes);
	switch (chance.below(7)) {
		case 0:
			if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << chance.below(8));
			return changed;
		case 1:
			if (at < changed.length) changed[at] = boundaryBytes[chance.below(boundaryBytes.length)] ?? 0;
			return changed;
		case 2:
			return concatBytes(bytes.subarray(0, at), bytes.subarray(end));
		case 3:
			return concatBytes(bytes.subarray(0, end), bytes.subarray(at));
		case 4:
			return concatBytes(bytes.subarray(0, at), chance.bytes(chance.below(20)), bytes.subarray(at));
		case 5: {
			const from = chance.below(other.length + 1);
			return concatBytes(bytes.subarray(0, at), other.subarray(from, from + chance.below(60)), bytes.subarray(end));
		}
		default:
			return Uint8Array.from(bytes.subarray(0, at));
	}
}

function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(Buffer.concat(parts));
}

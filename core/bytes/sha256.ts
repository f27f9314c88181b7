import { concat, type Hash, type Mac, viewOf } from "./bytes.ts";

// For the member's page, which must make a code in the moment it is drawn: a browser's own SHA-256 answers later, and on a
// page that came without TLS not at all. Everything else uses the platform's.

const blockLength = 64;
const roundConstants = Uint32Array.of(
	...[0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5],
	...[0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174],
	...[0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da],
	...[0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967],
	...[0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85],
	...[0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070],
	...[0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3],
	...[0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2],
);
const initialState = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/** SHA-256 (FIPS 180-4 §6.2). */
export const sha256: Hash = (bytes) => {
	const state = Uint32Array.from(initialState);
	const padded = pad(bytes);
	for (let at = 0; at < padded.length; at += blockLength)
		compress(state, viewOf(padded.subarray(at, at + blockLength)));
	const digest = new Uint8Array(32);
	const view = viewOf(digest);
	for (const [i, word] of state.entries()) view.setUint32(4 * i, word);
	return digest;
};

/** HMAC-SHA256 (RFC 2104). */
export const hmacSha256: Mac = (key, bytes) => {
	const block = new Uint8Array(blockLength);
	block.set(key.length > blockLength ? sha256(key) : key);
	const inner = sha256(concat(applyMask(block, 0x36), bytes));
	return sha256(concat(applyMask(block, 0x5c), inner));
};

function applyMask(block: Uint8Array, mask: number): Uint8Array {
	return block.map((byte) => byte ^ mask);
}

/** The message, a bit, zeros, and the message's length in bits (§5.1.1). */
function pad(bytes: Uint8Array): Uint8Array {
	const padded = new Uint8Array(Math.ceil((bytes.length + 9) / blockLength) * blockLength);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	viewOf(padded).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
	return padded;
}

function compress(state: Uint32Array, block: DataView): void {
	const schedule = new Uint32Array(64);
	const word = (i: number) => schedule[i] as number;
	for (let i = 0; i < 16; i++) schedule[i] = block.getUint32(4 * i);
	for (let i = 16; i < 64; i++) {
		const [old, recent] = [word(i - 15), word(i - 2)];
		const low = rotateRight(old, 7) ^ rotateRight(old, 18) ^ (old >>> 3);
		const high = rotateRight(recent, 17) ^ rotateRight(recent, 19) ^ (recent >>> 10);
		schedule[i] = word(i - 16) + low + word(i - 7) + high;
	}
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let i = 0; i < 64; i++) {
		const choice = (e & f) ^ (~e & g);
		const majority = (a & b) ^ (a & c) ^ (b & c);
		const first =
			h +
			(rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25)) +
			choice +
			(roundConstants[i] as number) +
			word(i);
		const second = (rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)) + majority;
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
	}
	for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + value;
}

function rotateRight(word: number, bits: number): number {
	return (word >>> bits) | (word << (32 - bits));
}

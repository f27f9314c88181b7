import type { Crypto } from "./bytes.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** How the fingerprint is computed, for people who compare it by voice. */
export const fingerprintMethod = "the first 160 bits of the SHA-256, in base32 (RFC 4648), in 8 groups of 4";

/** The fingerprint of a key (its raw 32 bytes) or of a document (its exact payload), as `ABCD-EFGH-…`: 8 groups of 4. */
export function computeFingerprint(bytes: Uint8Array, crypto: Crypto): string {
	let text = "";
	let held = 0;
	let bits = 0;
	for (const byte of crypto.hash(bytes).subarray(0, 20)) {
		held = ((held << 8) | byte) & 0xfff;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += letters[(held >> bits) & 31];
		}
	}
	return text.match(/.{4}/g)?.join("-") ?? "";
}

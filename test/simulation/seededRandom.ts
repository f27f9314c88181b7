import { concat, encodeText } from "../../core/bytes/bytes.ts";
import type { Random } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";

/** The same bytes for the same seed: SHA-256 of the seed and a counter. */
export function seededRandom(seed: string): Random {
	let blocks = 0;
	return (length) => {
		let bytes: Uint8Array = new Uint8Array(0);
		while (bytes.length < length) bytes = concat(bytes, crypto.hash(encodeText(`${seed} ${blocks++}`)));
		return bytes.subarray(0, length);
	};
}

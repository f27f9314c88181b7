import { type Crypto, concat } from "../../core/bytes/bytes.ts";

/** SHA-256(0x01 ‖ left ‖ right), the inner node of RFC 9162 §2.1. */
function hashInnerNode(left: Uint8Array, right: Uint8Array, crypto: Crypto): Uint8Array {
	return crypto.hash(concat(Uint8Array.of(1), left, right));
}

/** The root over leaf *hashes*, in the shape of RFC 9162 §2.1.1: split at the largest power of two below n; no leaves: the hash of nothing. */
export function computeMerkleRoot(leaves: readonly Uint8Array[], crypto: Crypto): Uint8Array {
	if (leaves.length === 0) return crypto.hash(new Uint8Array(0));
	let level = leaves;
	while (level.length > 1) {
		const above: Uint8Array[] = [];
		for (let i = 0; i + 1 < level.length; i += 2) {
			above.push(hashInnerNode(level[i] as Uint8Array, level[i + 1] as Uint8Array, crypto));
		}
		if (level.length % 2 === 1) above.push(level.at(-1) as Uint8Array);
		level = above;
	}
	return level[0] as Uint8Array;
}

import type { Crypto } from "./bytes.ts";

const hashLength = 32;

/**
 * A Merkle tree (RFC 9162 §2.1) over a power of two of leaves. All levels are kept, so that changing a few leaves costs
 * a few paths. Each level is its hashes, concatenated; leaves first.
 */
export type MerkleTree = { readonly levels: readonly Uint8Array[] };

/** The tree over concatenated leaf hashes, whose number is a power of two. */
export function buildTree(leaves: Uint8Array, crypto: Crypto): MerkleTree {
	const levels = [leaves];
	for (let level = leaves; level.length > hashLength; ) {
		const above = new Uint8Array(level.length / 2);
		const write = createParentWriter(level, above, crypto);
		for (let parent = 0; parent < above.length / hashLength; parent++) write(parent);
		levels.push(above);
		level = above;
	}
	return { levels };
}

/** A copy of the tree with some leaf hashes replaced. */
export function replaceLeaves(tree: MerkleTree, changed: ReadonlyMap<number, Uint8Array>, crypto: Crypto): MerkleTree {
	const levels = tree.levels.map((level) => new Uint8Array(level));
	for (const [leaf, digest] of changed) levels[0]?.set(digest, leaf * hashLength);
	let touched: Iterable<number> = changed.keys();
	for (const [i, level] of levels.entries()) {
		const above = levels[i + 1];
		if (above === undefined) break;
		const parents = new Set<number>();
		for (const child of touched) parents.add(child >>> 1);
		const write = createParentWriter(level, above, crypto);
		for (const parent of parents) write(parent);
		touched = parents;
	}
	return { levels };
}

export function leavesOf(tree: MerkleTree): Uint8Array {
	return tree.levels[0] ?? new Uint8Array(0);
}

export function rootOf(tree: MerkleTree): Uint8Array {
	return tree.levels.at(-1) ?? new Uint8Array(0);
}

/**
 * Writes SHA-256(0x01 ‖ left ‖ right), the inner node of RFC 9162 §2.1, of two adjacent children into their parent's
 * place.
 */
function createParentWriter(level: Uint8Array, above: Uint8Array, crypto: Crypto): (parent: number) => void {
	const node = new Uint8Array(1 + 2 * hashLength);
	node[0] = 1;
	return (parent) => {
		node.set(level.subarray(parent * 2 * hashLength, (parent + 1) * 2 * hashLength), 1);
		above.set(crypto.hash(node), parent * hashLength);
	};
}

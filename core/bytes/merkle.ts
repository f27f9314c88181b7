import { type Crypto, concat } from "./bytes.ts";

const hashLength = 32;

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

/** A tree over a power of two of leaves, kept so that changing a few costs a few paths. Each level is its hashes in a row, leaves first. */
export type MerkleTree = { readonly levels: readonly Uint8Array[] };

/** The tree over leaf hashes that follow one another; their number is a power of two. */
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

/** A new tree in which some leaves are others; the old one stays as it was. */
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

/** Hashes two children, which lie side by side, into their parent's place. */
function createParentWriter(level: Uint8Array, above: Uint8Array, crypto: Crypto): (parent: number) => void {
	const node = new Uint8Array(1 + 2 * hashLength);
	node[0] = 1;
	return (parent) => {
		node.set(level.subarray(parent * 2 * hashLength, (parent + 1) * 2 * hashLength), 1);
		above.set(crypto.hash(node), parent * hashLength);
	};
}

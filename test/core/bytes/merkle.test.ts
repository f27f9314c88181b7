import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, fromHex, toHex } from "../../../core/bytes/bytes.ts";
import { buildTree, rootOf } from "../../../core/bytes/merkle.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { computeMerkleRoot } from "../merkleRoot.ts";
import { readMerkle } from "../vectorFiles.ts";

test("the roots of Certificate Transparency's reference tree, of no leaf to eight", () => {
	const { leaves, roots } = readMerkle();
	const hashed = leaves.map((leaf) => crypto.hash(concat(Uint8Array.of(0), fromHex(leaf) ?? assert.fail(leaf))));
	assert.equal(roots.length, 9);
	for (const [size, root] of roots.entries()) {
		assert.equal(toHex(computeMerkleRoot(hashed.slice(0, size), crypto)), root, `${size} leaves`);
		const isPowerOfTwo = size > 0 && (size & (size - 1)) === 0;
		if (isPowerOfTwo)
			assert.equal(toHex(rootOf(buildTree(concat(...hashed.slice(0, size)), crypto))), root, "as a tree");
	}
});

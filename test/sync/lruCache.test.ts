import assert from "node:assert/strict";
import { test } from "node:test";
import { createLruCache } from "../../sync/lruCache.ts";

test("what was asked for lately is not made again, and what was not is let go of", () => {
	const cache = createLruCache<Uint8Array | null>({
		mostKeys: 10,
		bytes: { most: 10, of: (bytes) => bytes?.length ?? 0 },
	});
	let made = 0;
	const find = (key: string, length: number | null) =>
		cache.getOrMake(key, () => {
			made += 1;
			return length === null ? null : new Uint8Array(length);
		});
	for (const key of ["a", "b", "a", "b"]) assert.equal(find(key, 4)?.length, 4);
	assert.equal(made, 2);
	find("a", 4);
	find("c", 4);
	assert.equal(made, 3);
	find("a", 4);
	assert.equal(made, 3, "the one asked for longest ago went");
	find("b", 4);
	assert.equal(made, 4);
	find("large", 11);
	find("none", null);
	find("none", null);
	assert.equal(made, 6, "none is remembered as well");
	assert.equal(find("b", 4)?.length, 4);
	assert.equal(made, 6, "what is too large for the cache evicts nothing");
});

test("without a byte limit the keys alone are counted, and a value put anew is not counted twice", () => {
	const cache = createLruCache<string>({ mostKeys: 2 });
	for (const key of ["a", "b", "b", "c"]) cache.put(key, `value of ${key}`);
	assert.deepEqual(["a", "b", "c"].map(cache.get), [undefined, "value of b", "value of c"]);
	cache.clear();
	assert.equal(cache.get("c"), undefined);
});

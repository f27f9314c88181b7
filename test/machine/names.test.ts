// A name has one meaning within an area: nothing that is exported from two of its files has the same name.

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./folders.ts";

const exported = /^export (?:declare )?(?:async )?(?:const|let|function\*?|type|interface|class) (\w+)/gm;

/** A `const` and a `type` of one name in one file are a schema and its type: one meaning. */
function filesByExportedName(area: string): ReadonlyMap<string, ReadonlySet<string>> {
	const files = new Map<string, Set<string>>();
	for (const path of globSync(`${area}/**/*.{ts,tsx}`, { cwd: root })) {
		for (const [, name = ""] of readFileSync(join(root, path), "utf8").matchAll(exported)) {
			files.set(name, (files.get(name) ?? new Set()).add(path));
		}
	}
	return files;
}

for (const area of ["core", "main", "sync", "renderer"]) {
	test(`no two files of ${area} export the same name`, () => {
		const files = filesByExportedName(area);
		assert.ok(files.size > 50, "the exports were found");
		const twice = [...files].filter(([, paths]) => paths.size > 1).map(([name, paths]) => [name, ...paths].join(" "));
		assert.deepEqual(twice, []);
	});
}

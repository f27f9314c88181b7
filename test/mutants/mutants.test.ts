import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import { root } from "../machine/folders.ts";
import { areas } from "./areas.ts";
import { mutate } from "./mutant.ts";

describe("the mutants", () => {
	for (const area of areas) {
		it(`of ${area.name} each find their snippet once, and leave a file that can be read`, () => {
			for (const mutant of area.mutants) {
				const text = readFileSync(join(root, mutant.file), "utf8");
				const mutated = mutate(text, mutant);
				assert.doesNotThrow(() => stripTypeScriptTypes(mutated), `${mutant.file}: ${mutant.breaks}`);
			}
		});

		it(`of ${area.name} have tests to notice them`, () => {
			const patterns = [...area.tests, ...area.mutants.flatMap(({ tests }) => tests ?? [])];
			for (const pattern of patterns) assert.notEqual(globSync(pattern, { cwd: root }).length, 0, pattern);
		});
	}

	it("are each another fault", () => {
		const names = areas.flatMap(({ mutants }) => mutants.map(({ file, breaks }) => `${file}: ${breaks}`));
		assert.deepEqual(names.length, new Set(names).size);
	});
});

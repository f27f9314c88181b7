// The shape of the source tree: small folders, small files, and names that say what a file holds.

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { root } from "./folders.ts";

const areas = ["core", "main", "sync", "renderer", "test"] as const;
const maxFilesInFolder = 20;
const maxLines = 300;
const maxMedianLines = 90;

/** Words that say nothing about a file's contents, and metaphors that this project once used for standard terms. */
const bannedWords = new Set(
	`util utils helper helpers manager common misc index stuff
	desk office shelf fall gaze keeping revival lookout wire conversation stillness manner pulse surroundings octets
	hall handover attestation house telling residence visitor exhibit exhibits scenery everybody`.split(/\s+/),
);

function listFiles(area: string, names = "*"): readonly string[] {
	return globSync(`${area}/**/${names}`, { cwd: root, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.map((path) => path.replaceAll("\\", "/"));
}

function listSources(area: string): readonly string[] {
	return listFiles(area, "*.{ts,tsx,mjs}");
}

function countLines(path: string): number {
	return readFileSync(join(root, path), "utf8").split("\n").length - 1;
}

/** "useInView.test.ts" and "use-in-view.ts" give "use", "in", "view". */
function wordsIn(path: string): readonly string[] {
	const [name = ""] = basename(path).split(".");
	return name
		.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
		.toLowerCase()
		.split(/[^a-z0-9]+/);
}

for (const area of areas) {
	test(`no folder of ${area} holds more than ${maxFilesInFolder} files`, () => {
		const counts = new Map<string, number>();
		for (const path of listFiles(area)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
		assert.deepEqual(
			[...counts].filter(([, count]) => count > maxFilesInFolder),
			[],
		);
	});

	test(`no file of ${area} is longer than ${maxLines} lines`, () => {
		const sources = [...listSources(area), ...listFiles(area, "*.css")];
		const tooLong = sources.map((path) => [path, countLines(path)] as const).filter(([, lines]) => lines > maxLines);
		assert.deepEqual(tooLong, []);
	});

	test(`half of the files of ${area} have at most ${maxMedianLines} lines`, () => {
		const lines = listSources(area)
			.map(countLines)
			.sort((a, b) => a - b);
		const median = lines[Math.floor(lines.length / 2)] ?? 0;
		assert.ok(median <= maxMedianLines, `the median is ${median} lines`);
	});

	test(`every file name of ${area} says what the file holds`, () => {
		const vague = listSources(area).filter((path) => wordsIn(path).some((word) => bannedWords.has(word)));
		assert.deepEqual(vague, []);
	});
}

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../machine/folders.ts";

const literal = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|:[^;{]*[\s(,](?:white|black)\b/i;

test("no style sheet but tokens.css holds a colour", () => {
	// A ticket is printed: it has ink and paper, and no colours.
	const others = ["ui/tokens.css", "ticket/ticket.css"];
	const sheets = globSync("renderer/**/*.css", { cwd: root }).filter(
		(path) => !others.some((other) => path.endsWith(other)),
	);
	assert.ok(sheets.length > 5);
	const found = sheets.flatMap((path) =>
		readFileSync(join(root, path), "utf8")
			.split("\n")
			.flatMap((line, i) => (literal.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
	);
	assert.deepEqual(found, []);
});

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clipPathOf, clips } from "../../renderer/words/clips.ts";
import { languages } from "../../renderer/words/language.ts";
import { root } from "../machine/folders.ts";

const voices = join(root, "renderer", "ui", "voices");

test("every sentence that may be played has its recording in every language, and there are no others", () => {
	for (const language of languages) {
		const missing = clips.filter((clip) => !existsSync(join(voices, language, clipPathOf(clip))));
		assert.deepEqual(missing, []);
		const files = readdirSync(join(voices, language), { recursive: true }).filter((path) =>
			String(path).endsWith(".ogg"),
		);
		assert.equal(files.length, clips.length);
	}
});

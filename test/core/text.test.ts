import assert from "node:assert/strict";
import { test } from "node:test";
import { Title } from "../../core/identity.ts";
import { longestTitle, printableText } from "../../core/text.ts";

test("a title holds no U+FFFD, no control, bidi, invisible or private-use character and no lone surrogate (O4)", () => {
	const refused = ["\ufffd", "\u0000", "\u001b[2J", "\n", "\u202e", "\u2066", "\u200f", "\u200b", "\ud800", "\udc00"];
	for (const bad of [...refused, "\ue000", "\u2028", "\uffff", "\u{e0041}", "\u00ad"]) {
		for (const text of [bad, `影${bad}院`]) {
			assert.equal(Title.safeParse({ "zh-CN": text }).success, false, JSON.stringify(text));
			assert.equal(Title.safeParse({ "zh-CN": "影院", en: text }).success, false, JSON.stringify(text));
		}
	}
	for (const good of ["影院", "Café 3", "👨‍👩‍👧 家庭场", "𠮷野家", "《潮起》·一"])
		assert.ok(Title.safeParse({ "zh-CN": good }).success);
});

test("a title has a longest length, which counts after it is composed and trimmed", () => {
	const text = printableText(longestTitle);
	assert.ok(text.safeParse("影".repeat(longestTitle)).success);
	assert.ok(!text.safeParse("影".repeat(longestTitle + 1)).success);
	assert.equal(text.parse(` ${"e\u0301".repeat(longestTitle)}　`), "é".repeat(longestTitle));
	for (const blank of ["", " ", "　", "\u00a0"]) assert.ok(!text.safeParse(blank).success);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { commandKeys, commandOfKey, counterEventOf, isScreenCommand } from "../../../renderer/kiosk/counter/command.ts";
import { languages } from "../../../renderer/words/language.ts";
import { wordsOf } from "../../../renderer/words/words.ts";
import { keyByCode } from "./personKeys.ts";

test("each key of the table does what the table says, and no two do the same", () => {
	for (const { codes, command } of commandKeys) {
		for (const code of codes) assert.deepEqual(commandOfKey(keyByCode(code)), command, code);
	}
	const codes = commandKeys.flatMap(({ codes }) => codes);
	assert.equal(new Set(codes).size, codes.length);
});

test("figures choose so many persons, by place and on the numeric pad; nought and shifted figures choose none", () => {
	assert.deepEqual(commandOfKey(keyByCode("Digit7")), { kind: "choose", persons: 7 });
	assert.deepEqual(commandOfKey(keyByCode("Numpad2")), { kind: "choose", persons: 2 });
	assert.equal(commandOfKey(keyByCode("Digit0")), null);
	assert.equal(commandOfKey({ ...keyByCode("Digit1"), key: "!", shift: true }), null);
});

test("the question mark shows the key map, wherever it is on the keyboard", () => {
	assert.deepEqual(commandOfKey({ ...keyByCode("Slash"), key: "?", shift: true }), { kind: "keymap" });
	assert.deepEqual(commandOfKey({ ...keyByCode("Minus"), key: "?", shift: true }), { kind: "keymap" });
	assert.deepEqual(commandOfKey({ ...keyByCode("Slash"), key: "Process", shift: true }), { kind: "keymap" });
	assert.equal(commandOfKey(keyByCode("Slash")), null);
});

test("only what chooses, confirms and dismisses is the stage's; the rest is the whole screen's", () => {
	const stage = commandKeys.filter(({ command }) => counterEventOf(command, 0) !== null).map(({ name }) => name);
	assert.deepEqual(stage, ["choose", "fewer", "more", "confirm", "dismiss"]);
});

test("while a panel is open only the keys of the whole screen pass it by", () => {
	const screen = commandKeys.filter(({ command }) => isScreenCommand(command)).map(({ name }) => name);
	const panels = ["number", "lookUp", "void", "sync", "reprint", "override", "language", "shift"];
	assert.deepEqual(screen, ["keymap", ...panels, "setup"]);
	assert.equal(isScreenCommand(null), false);
});

for (const language of languages) {
	test(`no two keys have the same description in ${language}`, () => {
		const { does, bar } = wordsOf(language).keys;
		for (const texts of [Object.values(does), Object.values(bar)]) assert.equal(new Set(texts).size, texts.length);
	});
}

import assert from "node:assert/strict";
import { test } from "node:test";
import {
	type EditedText,
	eraseBackwardEdit,
	insertEdit,
	replaceAllEdit,
	type TextEdit,
	textEditOfKey,
} from "../../../renderer/kiosk/setup/text-edit.ts";
import { keyByCode } from "../counter/personKeys.ts";

/** "ab|cd" is a text with a cursor, "a[bc]d" one with a selection. */
function parse(text: string): EditedText {
	const value = text.replaceAll(/[|[\]]/g, "");
	const from = text.search(/[|[]/);
	return { value, from, until: text.includes("]") ? text.indexOf("]") - 1 : from };
}

function format({ value, from, until }: EditedText): string {
	if (from === until) return `${value.slice(0, from)}|${value.slice(from)}`;
	return `${value.slice(0, from)}[${value.slice(from, until)}]${value.slice(until)}`;
}

/** What the browser does with the edit. */
function apply(edited: EditedText, edit: TextEdit | null): string {
	if (edit === null) return format(edited);
	if (edit.kind === "moveCursor") return format({ ...edited, from: edit.at, until: edit.at });
	const { text, from, until } = edit;
	assert.ok(from >= 0 && from <= until && until <= edited.value.length, JSON.stringify(edit));
	const cursor = from + text.length;
	return format({
		value: edited.value.slice(0, from) + text + edited.value.slice(until),
		from: cursor,
		until: cursor,
	});
}

function press(text: string, code: string, change: { key?: string; shift?: boolean } = {}): string {
	const edited = parse(text);
	return apply(edited, textEditOfKey(edited, { ...keyByCode(code), ...change }));
}

test("Backspace and Delete erase the selection, or one character beside the cursor", () => {
	assert.equal(press("ab|cd", "Backspace"), "a|cd");
	assert.equal(press("|abcd", "Backspace"), "|abcd");
	assert.equal(press("a[bc]d", "Backspace"), "a|d");
	assert.equal(press("ab|cd", "Delete"), "ab|d");
	assert.equal(press("abcd|", "Delete"), "abcd|");
	assert.equal(press("a[bc]d", "Delete"), "a|d");
});

test("arrows, Home and End move the cursor and stay within the text", () => {
	assert.equal(press("ab|cd", "ArrowLeft"), "a|bcd");
	assert.equal(press("|abcd", "ArrowLeft"), "|abcd");
	assert.equal(press("ab|cd", "ArrowRight"), "abc|d");
	assert.equal(press("abcd|", "ArrowRight"), "abcd|");
	assert.equal(press("ab|cd", "Home"), "|abcd");
	assert.equal(press("ab|cd", "End"), "abcd|");
});

test("a character replaces the selection or is inserted at the cursor", () => {
	assert.equal(press("ab|cd", "Digit7"), "ab7|cd");
	assert.equal(press("a[bc]d", "KeyX", { key: "x" }), "ax|d");
});

test("keys without a character edit nothing: Enter, function keys, control characters", () => {
	for (const code of ["Enter", "NumpadEnter", "F5", "Escape"]) assert.equal(press("ab|cd", code), "ab|cd", code);
	assert.equal(press("ab|cd", "KeyB", { key: "\u0002" }), "ab|cd");
});

test("the on-screen keyboard inserts, erases backwards and clears", () => {
	const edited = parse("ab|cd");
	assert.equal(apply(edited, insertEdit(edited, "9")), "ab9|cd");
	assert.equal(apply(edited, eraseBackwardEdit(edited)), "a|cd");
	assert.equal(apply(edited, replaceAllEdit(edited, "")), "|");
	assert.equal(apply(edited, replaceAllEdit(edited, "kept")), "kept|");
});

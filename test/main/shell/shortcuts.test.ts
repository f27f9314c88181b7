import assert from "node:assert/strict";
import { test } from "node:test";
import { isKeyForPage } from "../../../main/shell/shortcuts.ts";

const noModifiers = { control: false, meta: false, alt: false };

test("each character that a voucher's code or an enrolment code may hold reaches the page", () => {
	for (const key of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:abcdefghijklmnopqrstuvwxyz@_?=&") {
		assert.ok(isKeyForPage({ ...noModifiers, key, code: "" }), key);
	}
});

test("a character typed with AltGr reaches the page, also where AltGr is Ctrl and Alt", () => {
	assert.ok(isKeyForPage({ ...noModifiers, control: true, alt: true, key: "@", code: "KeyQ" }));
	assert.equal(isKeyForPage({ ...noModifiers, control: true, alt: true, key: "q", code: "KeyQ" }), false);
});

test("the keys of a scanner that types each character as Alt and keypad digits reach the page", () => {
	for (const code of ["Numpad0", "Numpad6", "Numpad9"]) {
		assert.ok(isKeyForPage({ ...noModifiers, alt: true, key: code.slice(-1), code }));
	}
	assert.equal(isKeyForPage({ ...noModifiers, alt: true, key: "F4", code: "F4" }), false);
});

test("copying works by the key's position, whatever the layout, and no other chord with Ctrl does", () => {
	assert.ok(isKeyForPage({ ...noModifiers, control: true, key: "м", code: "KeyV" }));
	assert.ok(isKeyForPage({ ...noModifiers, meta: true, key: "v", code: "KeyV" }));
	assert.equal(isKeyForPage({ ...noModifiers, control: true, key: "w", code: "KeyW" }), false);
	assert.equal(isKeyForPage({ ...noModifiers, control: true, key: "I", code: "KeyI" }), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { isForPage } from "../../../main/shell/shortcuts.ts";

const nothingHeld = { control: false, meta: false, alt: false };

test("each character that a voucher's code or an enrolment code may hold reaches the page", () => {
	for (const key of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:abcdefghijklmnopqrstuvwxyz@_?=&") {
		assert.ok(isForPage({ ...nothingHeld, key, code: "" }), key);
	}
});

test("a character typed with AltGr reaches the page, also where AltGr is Ctrl and Alt", () => {
	assert.ok(isForPage({ ...nothingHeld, control: true, alt: true, key: "@", code: "KeyQ" }));
	assert.equal(isForPage({ ...nothingHeld, control: true, alt: true, key: "q", code: "KeyQ" }), false);
});

test("a gun that types each character as Alt and digits of the pad is heard", () => {
	for (const code of ["Numpad0", "Numpad6", "Numpad9"]) {
		assert.ok(isForPage({ ...nothingHeld, alt: true, key: code.slice(-1), code }));
	}
	assert.equal(isForPage({ ...nothingHeld, alt: true, key: "F4", code: "F4" }), false);
});

test("copying works by the place of the key, whatever the layout, and nothing else does with Ctrl", () => {
	assert.ok(isForPage({ ...nothingHeld, control: true, key: "м", code: "KeyV" }));
	assert.ok(isForPage({ ...nothingHeld, meta: true, key: "v", code: "KeyV" }));
	assert.equal(isForPage({ ...nothingHeld, control: true, key: "w", code: "KeyW" }), false);
	assert.equal(isForPage({ ...nothingHeld, control: true, key: "I", code: "KeyI" }), false);
});

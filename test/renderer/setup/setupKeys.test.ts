import assert from "node:assert/strict";
import { test } from "node:test";
import { nextFocusIndex, setupKeyActionOf } from "../../../renderer/kiosk/setup/setup-keys.ts";
import { keyByCode } from "../counter/personKeys.ts";

test("Tab moves the focus from every control, with Shift backwards", () => {
	for (const focused of ["field", "button", "none"] as const) {
		assert.deepEqual(setupKeyActionOf(keyByCode("Tab"), focused), { kind: "moveFocus", by: 1 });
		assert.deepEqual(setupKeyActionOf({ ...keyByCode("Tab"), shift: true }, focused), { kind: "moveFocus", by: -1 });
	}
});

test("Escape first cancels an edit, and leaves set-up only outside a field", () => {
	assert.deepEqual(setupKeyActionOf(keyByCode("Escape"), "field"), { kind: "cancelEdit" });
	assert.deepEqual(setupKeyActionOf(keyByCode("Escape"), "button"), { kind: "leaveSetup" });
	assert.deepEqual(setupKeyActionOf(keyByCode("Escape"), "none"), { kind: "leaveSetup" });
});

test("in a field Enter submits, and every other key is typed, arrows and the space bar too", () => {
	assert.deepEqual(setupKeyActionOf(keyByCode("NumpadEnter"), "field"), { kind: "submitField" });
	const space = { ...keyByCode("Space"), key: " " };
	for (const key of [keyByCode("Digit1"), keyByCode("ArrowLeft"), space])
		assert.deepEqual(setupKeyActionOf(key, "field"), { kind: "type" });
});

test("on a button Enter and the space bar press it, and arrows go to its neighbours", () => {
	assert.deepEqual(setupKeyActionOf(keyByCode("Enter"), "button"), { kind: "pressButton" });
	assert.deepEqual(setupKeyActionOf({ ...keyByCode("Space"), key: " " }, "button"), { kind: "pressButton" });
	assert.deepEqual(setupKeyActionOf(keyByCode("ArrowUp"), "button"), { kind: "moveFocusInGroup", by: -1 });
	assert.deepEqual(setupKeyActionOf(keyByCode("ArrowRight"), "button"), { kind: "moveFocusInGroup", by: 1 });
	assert.equal(setupKeyActionOf(keyByCode("Digit1"), "button"), null);
});

test("the focus goes round, and starts at either end while nothing has it", () => {
	assert.equal(nextFocusIndex(3, 2, 1), 0);
	assert.equal(nextFocusIndex(3, 0, -1), 2);
	assert.equal(nextFocusIndex(3, -1, 1), 0);
	assert.equal(nextFocusIndex(3, -1, -1), 2);
});

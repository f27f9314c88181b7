import assert from "node:assert/strict";
import { test } from "node:test";
import { createFieldGuard, type GuardedField, imeSettleMs } from "../../../renderer/kiosk/scan/field-guard.ts";
import { manualPageClock } from "../manualPageClock.ts";

class Field implements GuardedField {
	value = "";
	selectionStart: number | null = 0;
	selectionEnd: number | null = 0;
	isConnected = true;
	readonly focus: () => void;
	readonly blur: () => void;
	constructor(focus: (field: Field | null) => void) {
		this.focus = () => focus(this);
		this.blur = () => focus(null);
	}
	setSelectionRange(from: number, to: number): void {
		this.selectionStart = from;
		this.selectionEnd = to;
	}
}

/** A page with one text field, which has the focus and the text "01", with the cursor between the figures. */
function openRig() {
	const clock = manualPageClock();
	const notified: string[] = [];
	let focused: Field | null = null;
	const focus = (next: Field | null) => {
		focused = next;
	};
	const field = new Field(focus);
	field.value = "01";
	field.setSelectionRange(1, 1);
	field.focus();
	const page = { focusedField: () => focused, notifyInput: ({ value }: Field) => void notified.push(value) };
	const guard = createFieldGuard(page, clock);
	return {
		clock,
		guard,
		field,
		notified,
		focus,
		focused: () => focused,
		/** The browser changes the field's value; true when the page hears of it. */
		change(value: string, { isTrusted = true } = {}): boolean {
			field.value = value;
			let isHeard = true;
			const stopImmediatePropagation = () => {
				isHeard = false;
			};
			guard.handleChange({ isTrusted, timeStamp: clock.monoMs(), target: field, stopImmediatePropagation });
			return isHeard;
		},
	};
}

test("a gun's characters are removed, and value, cursor and focus are as before", () => {
	const { guard, field, notified, focused } = openRig();
	guard.takeSnapshot();
	field.value = "0V1:AB1";
	field.setSelectionRange(6, 6);
	guard.restore();
	assert.deepEqual([field.value, field.selectionStart, field.selectionEnd], ["01", 1, 1]);
	assert.deepEqual([notified, focused()], [["01"], field]);
});

test("a field that the gun did not change keeps its value without an event", () => {
	const { guard, field, notified } = openRig();
	guard.takeSnapshot();
	guard.restore();
	assert.deepEqual([field.value, notified], ["01", []]);
});

test("a field that has lost the focus meanwhile is restored without taking it back", () => {
	const { guard, field, focus, focused } = openRig();
	guard.takeSnapshot();
	field.value = "0V1";
	focus(null);
	guard.restore();
	assert.deepEqual([field.value, focused()], ["01", null]);
});

test("a field that was removed from the page is left alone, and so is everything without a field", () => {
	const { guard, field, focus } = openRig();
	guard.takeSnapshot();
	field.value = "0V1";
	field.isConnected = false;
	guard.restore();
	assert.equal(field.value, "0V1");
	focus(null);
	guard.takeSnapshot();
	field.isConnected = true;
	guard.restore();
	assert.equal(field.value, "0V1");
});

test("text that an input method commits after the scan is undone before the page sees it", async () => {
	const { clock, guard, field, change } = openRig();
	guard.takeSnapshot();
	guard.restore();
	await clock.move(imeSettleMs - 1);
	assert.deepEqual([change("0五1"), field.value], [false, "01"]);
	await clock.move(1);
	assert.deepEqual([change("0五1"), field.value], [true, "0五1"]);
});

test("a person's next key ends the guard, and the on-screen keyboard is never undone", () => {
	const { guard, field, change } = openRig();
	guard.takeSnapshot();
	guard.restore();
	assert.deepEqual([change("019", { isTrusted: false }), field.value], [true, "019"]);
	guard.takeSnapshot();
	assert.deepEqual([change("0199"), field.value], [true, "0199"]);
});

import type { Key } from "../scan/key.ts";
import {
	type EditedText,
	eraseBackwardEdit,
	insertEdit,
	replaceAllEdit,
	type TextEdit,
	textEditOfKey,
} from "./text-edit.ts";

/** Applies a person's key to a field. */
export function typeKeyInto(field: HTMLInputElement, key: Key): void {
	applyEdit(field, textEditOfKey(editedTextOf(field), key));
}

export function insertText(field: HTMLInputElement, text: string): void {
	applyEdit(field, insertEdit(editedTextOf(field), text));
}

export function eraseBackward(field: HTMLInputElement): void {
	applyEdit(field, eraseBackwardEdit(editedTextOf(field)));
}

export function clearField(field: HTMLInputElement): void {
	applyEdit(field, replaceAllEdit(editedTextOf(field), ""));
}

/** Enter in a field submits its form; without a form it leaves the field. */
export function submitField(field: HTMLInputElement): void {
	if (field.form === null) field.blur();
	else field.form.requestSubmit();
}

/** Restores the saved value and leaves the field. */
export function cancelEdit(field: HTMLInputElement): void {
	const { kept } = field.dataset;
	if (kept !== undefined) applyEdit(field, replaceAllEdit(editedTextOf(field), kept));
	field.blur();
}

function editedTextOf({ value, selectionStart, selectionEnd }: HTMLInputElement): EditedText {
	return { value, from: selectionStart ?? value.length, until: selectionEnd ?? value.length };
}

function applyEdit(field: HTMLInputElement, edit: TextEdit | null): void {
	if (edit === null) return;
	switch (edit.kind) {
		case "moveCursor":
			field.setSelectionRange(edit.at, edit.at);
			return;
		case "replace":
			field.setRangeText(edit.text, edit.from, edit.until, "end");
			field.dispatchEvent(new InputEvent("input", { bubbles: true }));
	}
}

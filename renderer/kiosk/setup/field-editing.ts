import { characterByKey, isControl, isEnter, type Key, noCharacter } from "../scan/key.ts";

/** Applies a person's key to a field. */
export function typeKeyInto(field: HTMLInputElement, key: Key): void {
	const [from, until] = selectionOf(field);
	switch (key.key) {
		case "Backspace":
			eraseBackward(field);
			return;
		case "Delete":
			replaceText(field, "", from, from === until ? until + 1 : until);
			return;
		case "ArrowLeft":
			setCursor(field, Math.max(0, from - 1));
			return;
		case "ArrowRight":
			setCursor(field, until + 1);
			return;
		case "Home":
			setCursor(field, 0);
			return;
		case "End":
			setCursor(field, field.value.length);
			return;
	}
	const character = isEnter(key) ? noCharacter : characterByKey(key);
	if (character !== noCharacter && !isControl(character)) insertText(field, character);
}

export function insertText(field: HTMLInputElement, text: string): void {
	replaceText(field, text, ...selectionOf(field));
}

export function eraseBackward(field: HTMLInputElement): void {
	const [from, until] = selectionOf(field);
	replaceText(field, "", from === until ? Math.max(0, from - 1) : from, until);
}

export function clearField(field: HTMLInputElement): void {
	replaceText(field, "", 0, field.value.length);
}

/** Enter in a field submits its form; without a form it leaves the field. */
export function submitField(field: HTMLInputElement): void {
	if (field.form === null) field.blur();
	else field.form.requestSubmit();
}

/** Restores the saved value and leaves the field. */
export function cancelEdit(field: HTMLInputElement): void {
	if (field.dataset.kept !== undefined) replaceText(field, field.dataset.kept, 0, field.value.length);
	field.blur();
}

function selectionOf(field: HTMLInputElement): [from: number, until: number] {
	const end = field.value.length;
	return [field.selectionStart ?? end, field.selectionEnd ?? end];
}

function setCursor(field: HTMLInputElement, at: number): void {
	field.setSelectionRange(at, at);
}

function replaceText(field: HTMLInputElement, text: string, from: number, until: number): void {
	field.setRangeText(text, from, Math.min(until, field.value.length), "end");
	field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

import { characterByKey, isControl, isEnter, type Key, noCharacter } from "../scan/key.ts";

/** A person's key, told from a gun's, in a field that takes no other. */
export function typeKey(field: HTMLInputElement, key: Key): void {
	const [from, until] = selectionOf(field);
	switch (key.key) {
		case "Backspace":
			erase(field);
			return;
		case "Delete":
			put(field, "", from, from === until ? until + 1 : until);
			return;
		case "ArrowLeft":
			place(field, Math.max(0, from - 1));
			return;
		case "ArrowRight":
			place(field, until + 1);
			return;
		case "Home":
			place(field, 0);
			return;
		case "End":
			place(field, field.value.length);
			return;
	}
	const character = isEnter(key) ? noCharacter : characterByKey(key);
	if (character !== noCharacter && !isControl(character)) typeIn(field, character);
}

export function typeIn(field: HTMLInputElement, text: string): void {
	put(field, text, ...selectionOf(field));
}

export function erase(field: HTMLInputElement): void {
	const [from, until] = selectionOf(field);
	put(field, "", from === until ? Math.max(0, from - 1) : from, until);
}

export function clear(field: HTMLInputElement): void {
	put(field, "", 0, field.value.length);
}

/** Enter in a field: its form is sent; one without a form is done with. */
export function enter(field: HTMLInputElement): void {
	if (field.form === null) field.blur();
	else field.form.requestSubmit();
}

/** Back to what is kept, and out of the field. */
export function leave(field: HTMLInputElement): void {
	if (field.dataset.kept !== undefined) put(field, field.dataset.kept, 0, field.value.length);
	field.blur();
}

function selectionOf(field: HTMLInputElement): [from: number, until: number] {
	const end = field.value.length;
	return [field.selectionStart ?? end, field.selectionEnd ?? end];
}

function place(field: HTMLInputElement, at: number): void {
	field.setSelectionRange(at, at);
}

function put(field: HTMLInputElement, text: string, from: number, until: number): void {
	field.setRangeText(text, from, Math.min(until, field.value.length), "end");
	field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

import { characterByKey, isControl, isEnter, type Key, noCharacter } from "../scan/key.ts";

/** A field's text and selection, in UTF-16 units. */
export type EditedText = { readonly value: string; readonly from: number; readonly until: number };

/** What an edit does to the field. */
export type TextEdit =
	/** Replaces the text between `from` and `until`, and puts the cursor after it. */
	| { readonly kind: "replace"; readonly text: string; readonly from: number; readonly until: number }
	| { readonly kind: "moveCursor"; readonly at: number };

/** The edit for a person's key; null for a key that edits nothing. */
export function textEditOfKey(edited: EditedText, key: Key): TextEdit | null {
	const { value, from, until } = edited;
	switch (key.key) {
		case "Backspace":
			return eraseBackwardEdit(edited);
		case "Delete":
			return replaceEdit(edited, "", from, from === until ? until + 1 : until);
		case "ArrowLeft":
			return { kind: "moveCursor", at: Math.max(0, from - 1) };
		case "ArrowRight":
			return { kind: "moveCursor", at: Math.min(value.length, until + 1) };
		case "Home":
			return { kind: "moveCursor", at: 0 };
		case "End":
			return { kind: "moveCursor", at: value.length };
	}
	const character = isEnter(key) ? noCharacter : characterByKey(key);
	return character === noCharacter || isControl(character) ? null : insertEdit(edited, character);
}

/** Replaces the selection by `text`. */
export function insertEdit(edited: EditedText, text: string): TextEdit {
	return replaceEdit(edited, text, edited.from, edited.until);
}

/** Erases the selection, or the character before the cursor. */
export function eraseBackwardEdit(edited: EditedText): TextEdit {
	const { from, until } = edited;
	return replaceEdit(edited, "", from === until ? Math.max(0, from - 1) : from, until);
}

/** Replaces the whole text. */
export function replaceAllEdit(edited: EditedText, text: string): TextEdit {
	return replaceEdit(edited, text, 0, edited.value.length);
}

function replaceEdit({ value }: EditedText, text: string, from: number, until: number): TextEdit {
	return { kind: "replace", text, from, until: Math.min(until, value.length) };
}

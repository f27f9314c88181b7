import { findUnprintable } from "../../../core/text.ts";

const mostCharacters = 40;

/** A cell as it may be shown on a terminal or in a message: short, and without controls, which are written as \x1b. */
export function visibleText(text: string): string {
	const characters = [...text];
	const shown = characters.slice(0, mostCharacters).map(escapeUnprintable).join("");
	return characters.length > mostCharacters ? `${shown}…` : shown;
}

function escapeUnprintable(character: string): string {
	if (findUnprintable(character) === null) return character;
	const hex = (character.codePointAt(0) ?? 0).toString(16);
	return hex.length <= 2 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
}

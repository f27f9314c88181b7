import { controlCharacterOf, type Key, noCharacter } from "./key.ts";

/** The parts of a DOM KeyboardEvent that are read, so that tests need no DOM. */
export type KeyEvent = Pick<
	KeyboardEvent,
	"key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing" | "keyCode" | "timeStamp"
> & { readonly getModifierState: (modifier: string) => boolean };

const modifiers = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "NumLock", "Fn"];

export function isModifier(key: string): boolean {
	return modifiers.includes(key);
}

/** Whether the key is kept from page and browser. A focused text field gets characters and editing chords. */
export function isSuppressed(event: KeyEvent, isTyping: boolean): boolean {
	if (isChord(event)) return !/^Key[ACVXZ]$/.test(event.code);
	return !isTyping || event.code.endsWith("Enter") || /^F\d+$/.test(event.key);
}

/** A key with Ctrl or Alt held down. AltGr only selects among a key's characters. */
function isChord(event: KeyEvent): boolean {
	return (event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph");
}

export function keyFromEvent(event: KeyEvent): Key {
	return {
		key: isChord(event) ? chordCharacterOf(event) : event.key,
		code: event.code,
		shift: event.shiftKey,
		capsLock: event.getModifierState("CapsLock"),
		// Browsers report 229 for a key that an input method took (UI Events, 7.3.1).
		composing: event.isComposing || event.keyCode === 229,
		atMs: event.timeStamp,
	};
}

/** Some guns type control characters as chords with Ctrl. */
function chordCharacterOf({ altKey, code }: KeyEvent): string {
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	return letter === undefined || altKey ? noCharacter : controlCharacterOf(letter);
}

/** The digit of a numeric key while Alt is held down; null for any other key. */
export function altDigitOf({ altKey, code }: KeyEvent): string | null {
	return (altKey && /^Numpad(\d)$/.exec(code)?.[1]) || null;
}

/** Some guns type each character by its number with Alt held down, which works on every keyboard layout. */
export function keyFromAltDigits(digits: string, atMs: number): Key {
	const key = String.fromCharCode(Number(digits) % 256);
	return { key, code: "", shift: false, capsLock: false, composing: false, atMs };
}

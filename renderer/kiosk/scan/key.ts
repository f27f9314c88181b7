import { toHalfWidth } from "../../../core/protocol/scannedText.ts";

/** The parts of a keyboard event that the wedge needs; `atMs` is on the clock of `performance.now()`. */
export type Key = {
	/** The DOM's `key`; for a chord with Ctrl, the control character that it stands for. */
	readonly key: string;
	readonly code: string;
	readonly shift: boolean;
	readonly capsLock: boolean;
	/** An input method has taken the key: `key` does not give the character. */
	readonly composing: boolean;
	readonly atMs: number;
};

const charactersByCode: Readonly<Record<string, string>> = {
	Minus: "-_",
	Equal: "=+",
	BracketLeft: "[{",
	BracketRight: "]}",
	Backslash: "\\|",
	Semicolon: ";:",
	Quote: "'\"",
	Backquote: "`~",
	Comma: ",<",
	Period: ".>",
	Slash: "/?",
	Space: "  ",
	NumpadAdd: "++",
	NumpadSubtract: "--",
	NumpadMultiply: "**",
	NumpadDivide: "//",
	NumpadDecimal: "..",
};
const shiftedDigits = ")!@#$%^&*(";

/** Placeholder for a key without a character, such as an arrow or F1, within a code. No valid code contains it. */
export const noCharacter = "\0";

/** The character of the key on the host's layout; by position where an input method or a dead key hides it. */
export function characterByKey(key: Key): string {
	if (isPlain(key) || isControl(key.key)) return key.key;
	// A named key ("F1") is no character; "Process", "Unidentified", "Dead" and full-width forms hide one.
	if (/^[A-Z][A-Za-z0-9]+$/.test(key.key) && !unresolvedKeys.has(key.key)) return noCharacter;
	return key.code === "" ? toHalfWidth(key.key) : characterByCode(key);
}

/** Whether the host gave the key a printable ASCII character, as codes consist of. */
export function isPlain({ key, composing }: Key): boolean {
	return !composing && /^[ -~]$/.test(key);
}

const unresolvedKeys = new Set(["Process", "Unidentified", "Dead"]);

/** The character of the key on a US keyboard, which is what guns emulate. */
export function characterByCode({ key, code, shift, capsLock }: Key): string {
	if (isControl(key)) return key;
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter !== undefined) return shift === capsLock ? letter.toLowerCase() : letter;
	const digit = /^Digit([0-9])$/.exec(code)?.[1];
	if (digit !== undefined) return shift ? (shiftedDigits[Number(digit)] ?? noCharacter) : digit;
	const pad = /^Numpad([0-9])$/.exec(code)?.[1];
	if (pad !== undefined) return pad;
	return charactersByCode[code]?.[shift ? 1 : 0] ?? noCharacter;
}

/** Whether `key` is a control character; some guns type these as chords with Ctrl. */
export function isControl(key: string): boolean {
	return key.length === 1 && key < " ";
}

/** The control character of a letter with Ctrl: STX for B, CR for M. */
export function controlCharacterOf(letter: string): string {
	return String.fromCharCode(letter.charCodeAt(0) & 0x1f);
}

/** Whether the key is Enter, even if an input method has changed its `key`. */
export function isEnter(key: Key): boolean {
	return key.key === "Enter" || key.code === "Enter" || key.code === "NumpadEnter";
}

export type EndKey = "Enter" | "Tab" | "LF";

/** The key with which guns end a code; null for any other. CR is Enter or Ctrl+M, LF is Ctrl+J. */
export function endKeyOf(key: Key): EndKey | null {
	if (isEnter(key) || key.key === "\r") return "Enter";
	if (key.key === "Tab" || key.key === "\t") return "Tab";
	return key.key === "\n" ? "LF" : null;
}

/** What of a keyboard event the wedge needs; `atMs` on the clock of `performance.now()`. */
export type Key = {
	/** As the DOM names it, but of a chord with Ctrl the control character that it stands for. */
	readonly key: string;
	readonly code: string;
	readonly shift: boolean;
	readonly capsLock: boolean;
	/** An input method has swallowed the key: `key` says nothing of the character. */
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

/** Stands for a key that is no character, such as an arrow or F1, where a code should have been: no code has it. */
export const noCharacter = "\0";

/** The character that the system made of the key. Where an input method or a dead key hides it: by place. */
export function characterByKey(key: Key): string {
	if (isPlain(key) || isControl(key.key)) return key.key;
	// A named key ("F1") is no character; "Process", "Unidentified", "Dead" and full-width forms hide one.
	if (/^[A-Z][A-Za-z0-9]+$/.test(key.key) && !unresolvedKeys.has(key.key)) return noCharacter;
	return characterByCode(key);
}

/** The system has made a character of the key that a code may have. */
export function isPlain({ key, composing }: Key): boolean {
	return !composing && /^[ -~]$/.test(key);
}

const unresolvedKeys = new Set(["Process", "Unidentified", "Dead"]);

/** The character that the key has on a US keyboard, which is what guns take themselves for. */
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

/** A chord with Ctrl, as some guns type a control character. */
export function isControl(key: string): boolean {
	return key.length === 1 && key < " ";
}

/** What Ctrl makes of a letter: of B it makes STX, of M CR. */
export function controlCharacterOf(letter: string): string {
	return String.fromCharCode(letter.charCodeAt(0) & 0x1f);
}

/** Enter, whatever an input method made of its name. */
export function isEnter(key: Key): boolean {
	return key.key === "Enter" || key.code === "Enter" || key.code === "NumpadEnter";
}

export type EndKey = "Enter" | "Tab" | "LF";

/** The keys with which guns close a code. CR is Enter or Ctrl+M, LF is Ctrl+J. */
export function endKeyOf(key: Key): EndKey | null {
	if (isEnter(key) || key.key === "\r") return "Enter";
	if (key.key === "Tab" || key.key === "\t") return "Tab";
	return key.key === "\n" ? "LF" : null;
}

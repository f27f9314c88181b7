/** What of a keyboard event the wedge needs; `atMs` on the clock of `performance.now()`. */
export type Key = {
	readonly key: string;
	readonly code: string;
	readonly shift: boolean;
	readonly capsLock: boolean;
	/** An input method has swallowed the key: `key` says nothing of the character. */
	readonly composing: boolean;
	readonly atMs: number;
};

const plain: Readonly<Record<string, string>> = {
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

/** The character a gun meant, or null for a key that is none. Where an input method hides it: by place, on a US layout. */
export function characterOf(key: Key): string | null {
	if (!key.composing && /^[\x20-\x7e]$/.test(key.key)) return key.key;
	// A named key ("Enter", "F1") is no character; "Process", "Unidentified", "Dead" and full-width forms hide one.
	if (/^[A-Z][A-Za-z0-9]+$/.test(key.key) && !hidden.has(key.key)) return null;
	return characterAt(key);
}

const hidden = new Set(["Process", "Unidentified", "Dead"]);

function characterAt({ code, shift, capsLock }: Key): string | null {
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter !== undefined) return shift === capsLock ? letter.toLowerCase() : letter;
	const digit = /^Digit([0-9])$/.exec(code)?.[1];
	if (digit !== undefined) return shift ? (shiftedDigits[Number(digit)] ?? null) : digit;
	const pad = /^Numpad([0-9])$/.exec(code)?.[1];
	if (pad !== undefined) return pad;
	return plain[code]?.[shift ? 1 : 0] ?? null;
}

/** Enter, whatever an input method made of its name. */
export function isEnter(key: Key): boolean {
	return key.key === "Enter" || key.code === "Enter" || key.code === "NumpadEnter";
}

import { characterByCode, characterByKey, controlCharacterOf, type Key } from "./key.ts";

/** The keys that a gun is configured to type before every code. Empty for a gun without a prefix. */
export type GunPrefix = readonly string[];

export const noPrefix: GunPrefix = [];
const maxPrefixLength = 8;

/**
 * Parses the prefix as it is entered in set-up: characters (`~`, `]Q1`); a chord with Ctrl, as guns type a control
 * character (`Ctrl+B` is STX); or a function key that no screen uses (`F11` to `F24`). Null if it is invalid; a prefix
 * that begins like something a clerk types is invalid too.
 */
export function readPrefix(setting: string): GunPrefix | null {
	if (setting === "") return noPrefix;
	if (/^F(?:1[1-9]|2[0-4])$/.test(setting)) return [setting];
	const chord = /^Ctrl\+([A-Z])$/.exec(setting)?.[1];
	if (chord !== undefined) return reservedChords.has(chord) ? null : [controlCharacterOf(chord)];
	return setting.length <= maxPrefixLength && /^[!"#$%&'()*,:;<>@[\\\]^_`{|}~][!-~]*$/.test(setting)
		? [...setting]
		: null;
}

/** With Ctrl these are Tab, LF or CR, which end a code, or shortcuts of the clipboard and of editing. */
const reservedChords: ReadonlySet<string> = new Set(["I", "J", "M", "A", "C", "V", "X", "Z"]);

/**
 * Whether the last of these keys are the prefix, on the host's layout or on a US one. Case is ignored, because CapsLock
 * inverts it.
 */
export function endsWithPrefix(keys: readonly Key[], prefix: GunPrefix): boolean {
	if (prefix.length === 0 || keys.length < prefix.length) return false;
	const last = keys.slice(-prefix.length);
	return last.every((key, i) => matchesStroke(key, prefix[i] ?? ""));
}

function matchesStroke(key: Key, stroke: string): boolean {
	if (key.key === stroke) return true;
	const wanted = stroke.toLowerCase();
	return [characterByKey(key), characterByCode(key)].some((character) => character.toLowerCase() === wanted);
}

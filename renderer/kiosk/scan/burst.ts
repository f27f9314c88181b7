import { findCode, isCode, swapCase } from "../../../core/protocol/scannedText.ts";
import { characterByCode, characterByKey, type EndKey, endKeyOf, isPlain, type Key } from "./key.ts";

/** A key that was pressed, and when it was released (null: not yet). */
export type Press = { readonly key: Key; readonly upAtMs: number | null };

/** What one typed code shows of the gun. */
export type Burst = {
	readonly characters: number;
	readonly tookMs: number;
	readonly meanGapMs: number;
	readonly end: EndKey | null;
	readonly hasPrefix: boolean;
	/** `place`: read by the keys' positions, because the host's layout or CapsLock had changed the characters. */
	readonly readBy: "key" | "place";
	/** What was typed, with what the gun adds to a code. */
	readonly typed: string;
};

const gunPace = {
	/** A person may roll over two or three keys this fast; only a machine types more. */
	leastCharacters: 4,
	meanGapMs: 30,
	/** This many keys without a person's pause are a machine's, whatever their mean gap. */
	manyCharacters: 8,
	/**
	 * A person holds a key longer than this (116 ms on average); a gun releases it in its next report, after 1 to 16 ms.
	 */
	tapMs: 30,
} as const;

/** Whether the key was released sooner than a finger can. */
export function isTap({ key, upAtMs }: Press): boolean {
	return upAtMs !== null && upAtMs - key.atMs < gunPace.tapMs;
}

/** Whether keys that came without a pause are a code typed by a gun: only a machine is this fast. */
export function isBurst(presses: readonly Press[]): boolean {
	const characters = trimEndKeys(presses).length;
	if (characters < gunPace.leastCharacters) return false;
	return characters >= gunPace.manyCharacters || isFast(presses);
}

/** As fast as a gun; a person may roll over two or three keys this fast too. */
export function isFast(presses: readonly Press[]): boolean {
	return presses.length > 1 && meanGapMsOf(presses) <= gunPace.meanGapMs;
}

function meanGapMsOf(presses: readonly Press[]): number {
	return presses.length < 2 ? 0 : durationMsOf(presses) / (presses.length - 1);
}

function durationMsOf(presses: readonly Press[]): number {
	return (presses.at(-1)?.key.atMs ?? 0) - (presses[0]?.key.atMs ?? 0);
}

/**
 * Removes end keys before the code, which a person may have pressed, and after it: neither belongs to its characters.
 */
function trimEndKeys(presses: readonly Press[]): readonly Press[] {
	const isInside = ({ key }: Press) => endKeyOf(key) === null;
	return presses.slice(presses.findIndex(isInside), presses.findLastIndex(isInside) + 1);
}

/** Reads the code that a gun typed. */
export function readBurst(
	presses: readonly Press[],
	hasPrefix: boolean,
): { readonly text: string; readonly burst: Burst } {
	const typed = trimEndKeys(presses);
	const last = presses.at(-1);
	const reading = readText(typed);
	const end = last === undefined || last === typed.at(-1) ? null : endKeyOf(last.key);
	const measured = { tookMs: durationMsOf(presses), meanGapMs: meanGapMsOf(presses) };
	const { text: whole, readBy } = reading;
	return {
		text: findCode(whole),
		burst: { characters: typed.length, ...measured, end, hasPrefix, readBy, typed: whole },
	};
}

/**
 * A gun sends the keys of a US keyboard, and the host maps them to characters by its own layout. The first reading that
 * is a code is taken: by the host's characters; by position (the host is AZERTY, QWERTZ or Dvorak); with swapped case
 * (CapsLock is on); by position with the other row of each key (a host whose CapsLock shifts all keys); each of these
 * with what else a scanner may add or change (`findCode`); and each without the keys that a finger held down meanwhile.
 * If none is a code, the text is passed on as it came.
 */
function readText(presses: readonly Press[]): { readonly text: string; readonly readBy: Burst["readBy"] } {
	for (const some of [presses, presses.filter(isTap)]) {
		const byKey = some.map(({ key }) => characterByKey(key)).join("");
		const byPlace = some.map(({ key }) => characterByCode(key)).join("");
		// A mixture of both readings may look like a code but is none.
		const first = some.every(({ key }) => isPlain(key)) ? byKey : byPlace;
		const byOtherRow = some.map(({ key }) => characterByCode({ ...key, shift: !key.shift })).join("");
		const readings = [first, byPlace, byKey, swapCase(byPlace), swapCase(byKey), byOtherRow];
		const text = readings.find(isCode) ?? readings.find((one) => isCode(findCode(one)));
		if (text !== undefined) return { text, readBy: text === byKey ? "key" : "place" };
	}
	return { text: presses.map(({ key }) => characterByKey(key)).join(""), readBy: "key" };
}

import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { isVoucherText } from "../../../core/voucher/voucher.ts";
import { characterByCode, characterByKey, type EndKey, endKeyOf, isPlain, type Key } from "./key.ts";

/** A key that went down, and when it came up again, if it has. */
export type Press = { readonly key: Key; readonly upAtMs: number | null };

/** What is known of a gun from one code it typed. */
export type Burst = {
	readonly characters: number;
	readonly tookMs: number;
	readonly meanGapMs: number;
	readonly end: EndKey | null;
	readonly hasPrefix: boolean;
	/** By place, where the host's layout or CapsLock had made something else of it. */
	readonly readBy: "key" | "place";
};

const gunPace = {
	/** Two or three keys a person may roll this fast, more only a machine. */
	leastCharacters: 4,
	meanGapMs: 30,
	/** So many without a person's pause are a machine's too. */
	manyCharacters: 8,
	/** A finger stays longer than this on a key (116 ms on average); a gun lets go in its next report, 1 to 16 ms on. */
	tapMs: 30,
} as const;

/** No finger lets go of a key so soon. */
export function isTap({ key, upAtMs }: Press): boolean {
	return upAtMs !== null && upAtMs - key.atMs < gunPace.tapMs;
}

/** Whether keys that came without a pause are a code that a gun typed: only a machine is so fast. */
export function isBurst(presses: readonly Press[]): boolean {
	const characters = trimEndKeys(presses).length;
	if (characters < gunPace.leastCharacters) return false;
	return characters >= gunPace.manyCharacters || isFast(presses);
}

/** As fast as a gun, though a hand may roll two or three keys so. */
export function isFast(presses: readonly Press[]): boolean {
	return presses.length > 1 && meanGapMsOf(presses) <= gunPace.meanGapMs;
}

function meanGapMsOf(presses: readonly Press[]): number {
	return presses.length < 2 ? 0 : durationMsOf(presses) / (presses.length - 1);
}

function durationMsOf(presses: readonly Press[]): number {
	return (presses.at(-1)?.key.atMs ?? 0) - (presses[0]?.key.atMs ?? 0);
}

/** An end before the code, which a person may have pressed, is none of its characters, and one after it neither. */
function trimEndKeys(presses: readonly Press[]): readonly Press[] {
	const isInside = ({ key }: Press) => endKeyOf(key) === null;
	return presses.slice(presses.findIndex(isInside), presses.findLastIndex(isInside) + 1);
}

/** The code that a gun typed. */
export function readBurst(
	presses: readonly Press[],
	hasPrefix: boolean,
): { readonly text: string; readonly burst: Burst } {
	const typed = trimEndKeys(presses);
	const last = presses.at(-1);
	const { text, readBy } = readText(typed);
	const end = last === undefined || last === typed.at(-1) ? null : endKeyOf(last.key);
	const measured = { tookMs: durationMsOf(presses), meanGapMs: meanGapMsOf(presses) };
	return { text, burst: { characters: typed.length, ...measured, end, hasPrefix, readBy } };
}

/**
 * A gun names keys by their place on a US keyboard, and the host makes of them what its layout says. What reads as a code
 * so is taken; else what reads as one by place (the host is AZERTY, QWERTZ, Dvorak), or with its case turned round
 * (CapsLock is on), or without the keys on which a finger lay meanwhile. What reads in no way is passed on as it came.
 */
function readText(presses: readonly Press[]): { readonly text: string; readonly readBy: Burst["readBy"] } {
	for (const some of [presses, presses.filter(isTap)]) {
		const byKey = some.map(({ key }) => characterByKey(key)).join("");
		const byPlace = some.map(({ key }) => characterByCode(key)).join("");
		// Half by key and half by place may look like a code too, but is none.
		const first = some.every(({ key }) => isPlain(key)) ? byKey : byPlace;
		for (const text of [first, byPlace, byKey, swapCase(byPlace), swapCase(byKey)]) {
			if (isCode(text)) return { text, readBy: text === byKey ? "key" : "place" };
		}
	}
	return { text: presses.map(({ key }) => characterByKey(key)).join(""), readBy: "key" };
}

/** Whether it is the text of a voucher or of an enrolment code, true or not. */
export function isCode(text: string): boolean {
	return isVoucherText(text) || readEnrolmentCode(text) !== null;
}

function swapCase(text: string): string {
	return text.replace(/[a-z]/gi, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
}

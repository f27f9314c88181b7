import { type GunPrefix, noPrefix } from "../../../renderer/kiosk/scan/gun-prefix.ts";
import { controlCharacterOf, type Key } from "../../../renderer/kiosk/scan/key.ts";
import {
	createWedge,
	dueAtMs,
	type Emission,
	elapse,
	pressKey,
	releaseKey,
	type Wedge,
} from "../../../renderer/kiosk/scan/wedge.ts";

/** A key, and how long it was held down. */
export type Stroke = { readonly key: Key; readonly forMs: number };

/** The longest of a gun's two reports, and what a finger takes. */
const gunHoldMs = 8;
const fingerHoldMs = 90;

export function gunStrokes(text: string | readonly string[], fromMs: number, gapMs = 10): Stroke[] {
	const forMs = Math.min(gunHoldMs, gapMs - 1);
	return [...text].map((name, i) => ({ key: usKeyOf(name, fromMs + i * gapMs), forMs }));
}

export function fingerStrokes(name: string, atMs: number, forMs = fingerHoldMs): Stroke[] {
	return [{ key: usKeyOf(name, atMs), forMs }];
}

export type PlayResult = {
	readonly wedge: Wedge;
	readonly descriptions: readonly string[];
	readonly emitted: readonly Emission[];
};

/** Plays strokes to a wedge in the order of time, as the page does: whatever falls due is looked at as soon as it is. */
export function play(strokes: readonly Stroke[], prefix: GunPrefix = noPrefix): PlayResult {
	const emitted: Emission[] = [];
	let wedge = createWedge(prefix);
	const events = strokes.flatMap(({ key, forMs }) => [
		{ key, isDown: true, atMs: key.atMs },
		{ key: { ...key, atMs: key.atMs + forMs }, isDown: false, atMs: key.atMs + forMs },
	]);
	for (const { key, isDown, atMs } of events.toSorted((a, b) => a.atMs - b.atMs)) {
		letPass(atMs);
		if (isDown) {
			const step = pressKey(wedge, key);
			wedge = step.wedge;
			emitted.push(...step.emitted);
		} else wedge = releaseKey(wedge, key);
	}
	letPass(Number.POSITIVE_INFINITY);
	return { wedge, emitted, descriptions: emitted.map(describeEmission) };

	function letPass(untilMs: number): void {
		for (let due = dueAtMs(wedge); due !== null && due <= untilMs; due = dueAtMs(wedge)) {
			const step = elapse(wedge, due);
			wedge = step.wedge;
			emitted.push(...step.emitted);
		}
	}
}

function describeEmission(emission: Emission): string {
	return emission.kind === "scan" ? `scan ${emission.text}` : `key ${emission.key.key}`;
}

const codesByCharacter: Readonly<Record<string, string>> = {
	" ": "Space",
	"!": "Digit1",
	"@": "Digit2",
	"#": "Digit3",
	$: "Digit4",
	"%": "Digit5",
	"^": "Digit6",
	"&": "Digit7",
	"*": "Digit8",
	"(": "Digit9",
	")": "Digit0",
	"+": "Equal",
	"=": "Equal",
	"-": "Minus",
	_: "Minus",
	".": "Period",
	"/": "Slash",
	"?": "Slash",
	":": "Semicolon",
	"~": "Backquote",
	"]": "BracketRight",
	"\\": "Backslash",
};

/** As a US keyboard gives it: a character, a chord ("Ctrl+B") or a key's name ("F2"). */
export function usKeyOf(name: string, atMs: number): Key {
	const chord = /^Ctrl\+([A-Z])$/.exec(name)?.[1];
	const named = { code: codeOf(chord ?? name), capsLock: false, composing: false, atMs };
	if (chord !== undefined) return { ...named, key: controlCharacterOf(chord), shift: false };
	return { ...named, key: name, shift: /^[A-Z!@#$%^&*()+_?:~]$/.test(name) };
}

function codeOf(name: string): string {
	if (/^[a-z]$/i.test(name)) return `Key${name.toUpperCase()}`;
	return /^\d$/.test(name) ? `Digit${name}` : (codesByCharacter[name] ?? name);
}

/** A layout, as far as it differs from the US one: what its keys give without Shift and with it. */
export type Layout = Readonly<Record<string, readonly [string, string]>>;

/** What the host makes of the keys of a gun that takes itself for a US keyboard. */
export function applyLayout(strokes: readonly Stroke[], layout: Layout): Stroke[] {
	return strokes.map(({ key, forMs }) => {
		const made = layout[key.code]?.[key.shift ? 1 : 0] ?? key.key;
		return { key: { ...key, key: made }, forMs };
	});
}

function row(codes: readonly string[], plain: string, shifted: string): Layout {
	return Object.fromEntries(codes.map((code, i) => [code, [[...plain][i] ?? "", [...shifted][i] ?? ""]]));
}

const letters = (names: string) => [...names].map((name) => `Key${name}`);
const digits = [..."1234567890"].map((digit) => `Digit${digit}`);

export const layouts: Readonly<Record<"AZERTY" | "QWERTZ" | "Dvorak", Layout>> = {
	AZERTY: {
		...row(digits, "&é\"'(-è_çà", "1234567890"),
		...row(letters("QAWZM"), "aqzw,", "AQZW?"),
		...row(["Semicolon", "Period", "Slash", "Minus"], "m:!)", "M/§°"),
	},
	QWERTZ: {
		...row(digits, "1234567890", '!"§$%&/()='),
		...row(letters("YZ"), "zy", "ZY"),
		...row(["Semicolon", "Slash", "Minus"], "ö-ß", "Ö_?"),
		Equal: ["Dead", "Dead"],
	},
	Dvorak: {
		...row(letters("BCDEFGHIJKLNOPQRSTUVWXYZ"), "xje.uidchtnbrl'poygk,qf;", 'XJE>UIDCHTNBRL"POYGK<QF:'),
		...row(["Semicolon", "Period", "Slash", "Minus", "Equal"], "svz[]", "SVZ{}"),
	},
};

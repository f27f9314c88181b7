import { longestCode } from "../../../core/voucher/voucher.ts";
import { type Burst, isBurst, isCode, isFast, isTap, type Press, readBurst } from "./burst.ts";
import { endsWithPrefix, type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { endKeyOf, isControl, isEnter, type Key } from "./key.ts";

/**
 * Tells a barcode gun, which types its code as a keyboard would, from a person. Pure: keys and time in, emissions out.
 * Keys are held back until it is clear which of the two they are, so that a code never presses anything: neither by its
 * characters, nor by the Enter, the arrows and the function keys that a hostile code may spell.
 *
 * A gun's is: what follows its prefix, if it is set to send one; four keys or more that come as fast as no hand; a key
 * that is let go as soon as by no finger; an Enter that comes with another key; whatever comes within a moment of a code.
 * What remains: a gun without a prefix that holds each key for 30 ms and more (by radio, or set to be slow), shown a
 * hostile code of less than four characters, is taken for a person. Give such a gun a prefix, or a serial line; and turn
 * its programming by barcodes off, which could take its prefix away.
 */
export type Wedge = {
	readonly prefix: GunPrefix;
	/** The keys since the last pause. */
	readonly heldKeys: readonly Press[];
	/** They begin with the prefix. */
	readonly hasPrefix: boolean;
	/** This gun closes its codes with a key, so a stalled machine may take longer within one. Most guns do. */
	readonly endsWithKey: boolean;
	/** Until then what comes is the rest of the last code, and no person's. */
	readonly ignoreUntilMs: number;
};

export type Emission =
	| { readonly kind: "scan"; readonly text: string; readonly burst: Burst | null }
	| { readonly kind: "key"; readonly key: Key };
export type WedgeStep = { readonly wedge: Wedge; readonly emitted: readonly Emission[] };

export const idleWedge: Wedge = createWedge(noPrefix);

const pauseMs = {
	/** A person's key acts after this, which nobody feels; a gun's next has come by then, even after the end of a code. */
	person: 50,
	/** Two or three keys as fast as a gun's may be the first of a code. */
	fast: 100,
	/** The end of a code that no key closes. */
	code: 100,
	/** Within the code of a gun that closes it with a key, and between keys that no finger pressed: however the machine stalls. */
	stalled: 400,
	/** Two keys a person pressed are further apart, mostly. */
	roll: 30,
} as const;

export function createWedge(prefix: GunPrefix): Wedge {
	return { prefix, heldKeys: [], hasPrefix: false, endsWithKey: true, ignoreUntilMs: 0 };
}

export function pressKey(wedge: Wedge, key: Key): WedgeStep {
	const { wedge: before, emitted } = elapse(wedge, key.atMs);
	const next = { ...before, heldKeys: [...before.heldKeys, { key, upAtMs: null }] };
	if (endKeyOf(key) !== null && isGunTyping(before)) {
		return prependEmissions(emitted, closeCode(next, true, key.atMs + pauseMs.person));
	}
	return prependEmissions(emitted, detectPrefix(next));
}

/** A key came up again. */
export function releaseKey(wedge: Wedge, key: Key): Wedge {
	const at = wedge.heldKeys.findLastIndex((press) => press.upAtMs === null && isSame(press.key, key));
	const pressed = wedge.heldKeys[at];
	return pressed === undefined
		? wedge
		: { ...wedge, heldKeys: wedge.heldKeys.with(at, { ...pressed, upAtMs: key.atMs }) };
}

/** Time has passed without a key. */
export function elapse(wedge: Wedge, nowMs: number): WedgeStep {
	const due = dueAtMs(wedge);
	if (due === null || nowMs < due) return { wedge, emitted: [] };
	if (isGunTyping(wedge)) return closeCode(wedge, false, due + pauseMs.stalled);
	return { wedge: { ...wedge, heldKeys: [] }, emitted: personKeyEmissions(wedge.heldKeys, wedge.ignoreUntilMs) };
}

/** When `wait` has something to do, on the keys' clock; null while nothing is held. */
export function dueAtMs(wedge: Wedge): number | null {
	const last = wedge.heldKeys.at(-1);
	if (last === undefined) return null;
	return last.key.atMs + pauseMs[pauseKindOf(wedge)];
}

function pauseKindOf(wedge: Wedge): keyof typeof pauseMs {
	if (isGunTyping(wedge)) return wedge.endsWithKey ? "stalled" : "code";
	if (wedge.heldKeys.every(isTap)) return "stalled";
	return isFast(wedge.heldKeys) ? "fast" : "person";
}

/** Whether what is held is sure to be a code. */
export function isGunTyping({ heldKeys, hasPrefix }: Wedge): boolean {
	return hasPrefix || isBurst(heldKeys);
}

/** With its prefix a code begins, and what was held before is a person's. */
function detectPrefix(wedge: Wedge): WedgeStep {
	const { heldKeys, prefix, ignoreUntilMs } = wedge;
	const before = heldKeys.slice(0, -prefix.length);
	const keys = heldKeys.map(({ key }) => key);
	if (isGunTyping({ ...wedge, heldKeys: before }) || !endsWithPrefix(keys, prefix)) return { wedge, emitted: [] };
	const emitted = personKeyEmissions(before, ignoreUntilMs);
	return { wedge: { ...wedge, heldKeys: heldKeys.slice(-prefix.length), hasPrefix: true }, emitted };
}

function closeCode(wedge: Wedge, byKey: boolean, ignoreUntilMs: number): WedgeStep {
	const { heldKeys, prefix, hasPrefix } = wedge;
	const { text, burst } = readBurst(hasPrefix ? heldKeys.slice(prefix.length) : heldKeys, hasPrefix);
	// A code longer than any is cut one past the longest, so that it is refused as too long, once.
	const scan: Emission = { kind: "scan", text: text.slice(0, longestCode + 1), burst };
	// Of half a code nothing is learned.
	const endsWithKey = byKey || (wedge.endsWithKey && !isCode(text));
	return {
		wedge: { ...wedge, heldKeys: [], hasPrefix: false, endsWithKey, ignoreUntilMs },
		emitted: text === "" ? [] : [scan],
	};
}

function personKeyEmissions(held: readonly Press[], deafUntilMs: number): readonly Emission[] {
	const first = held[0];
	if (first === undefined || first.key.atMs < deafUntilMs) return [];
	const isPersons = (press: Press, i: number) =>
		!isTap(press) && !isControl(press.key.key) && !isWithEnter(press, held[i - 1]) && !isWithEnter(press, held[i + 1]);
	return held.filter(isPersons).map(({ key }) => ({ kind: "key", key }));
}

/** A finger may roll over two keys so fast, but an Enter that comes so is not worth the doubt: it is pressed again. */
function isWithEnter({ key }: Press, next: Press | undefined): boolean {
	if (next === undefined || Math.abs(next.key.atMs - key.atMs) >= pauseMs.roll) return false;
	return isEnter(key) || isEnter(next.key);
}

function isSame(a: Key, b: Key): boolean {
	return a.code === "" ? a.key === b.key : a.code === b.code;
}

function prependEmissions(emitted: readonly Emission[], step: WedgeStep): WedgeStep {
	return { wedge: step.wedge, emitted: [...emitted, ...step.emitted] };
}

import { longestCode } from "../../../core/voucher/voucher.ts";
import { type Burst, isBurst, isCode, isFast, isTap, type Press, readBurst } from "./burst.ts";
import { endsWithPrefix, type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { endOf, isControl, isEnter, type Key } from "./key.ts";

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
	readonly held: readonly Press[];
	/** They begin with the prefix. */
	readonly hasPrefix: boolean;
	/** This gun closes its codes with a key, so a stalled machine may take longer within one. Most guns do. */
	readonly endsWithKey: boolean;
	/** Until then what comes is the rest of the last code, and no person's. */
	readonly deafUntilMs: number;
};

export type Emission =
	| { readonly kind: "scan"; readonly text: string; readonly burst: Burst | null }
	| { readonly kind: "key"; readonly key: Key };
export type Step = { readonly wedge: Wedge; readonly emitted: readonly Emission[] };

export const idleWedge: Wedge = wedgeFor(noPrefix);

const pauses = {
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

export function wedgeFor(prefix: GunPrefix): Wedge {
	return { prefix, held: [], hasPrefix: false, endsWithKey: true, deafUntilMs: 0 };
}

export function press(wedge: Wedge, key: Key): Step {
	const { wedge: before, emitted } = wait(wedge, key.atMs);
	const next = { ...before, held: [...before.held, { key, upAtMs: null }] };
	if (endOf(key) !== null && isGun(before)) {
		return after(emitted, close(next, true, key.atMs + pauses.person));
	}
	return after(emitted, hearPrefix(next));
}

/** A key came up again. */
export function release(wedge: Wedge, key: Key): Wedge {
	const at = wedge.held.findLastIndex((press) => press.upAtMs === null && isSame(press.key, key));
	const pressed = wedge.held[at];
	return pressed === undefined ? wedge : { ...wedge, held: wedge.held.with(at, { ...pressed, upAtMs: key.atMs }) };
}

/** Time has passed without a key. */
export function wait(wedge: Wedge, nowMs: number): Step {
	const due = dueAtMs(wedge);
	if (due === null || nowMs < due) return { wedge, emitted: [] };
	if (isGun(wedge)) return close(wedge, false, due + pauses.stalled);
	return { wedge: { ...wedge, held: [] }, emitted: personsKeys(wedge.held, wedge.deafUntilMs) };
}

/** When `wait` has something to do, on the keys' clock; null while nothing is held. */
export function dueAtMs(wedge: Wedge): number | null {
	const last = wedge.held.at(-1);
	if (last === undefined) return null;
	return last.key.atMs + pauses[pauseAfter(wedge)];
}

function pauseAfter(wedge: Wedge): keyof typeof pauses {
	if (isGun(wedge)) return wedge.endsWithKey ? "stalled" : "code";
	if (wedge.held.every(isTap)) return "stalled";
	return isFast(wedge.held) ? "fast" : "person";
}

/** Whether what is held is sure to be a code. */
export function isGun({ held, hasPrefix }: Wedge): boolean {
	return hasPrefix || isBurst(held);
}

/** With its prefix a code begins, and what was held before is a person's. */
function hearPrefix(wedge: Wedge): Step {
	const { held, prefix, deafUntilMs } = wedge;
	const before = held.slice(0, -prefix.length);
	const keys = held.map(({ key }) => key);
	if (isGun({ ...wedge, held: before }) || !endsWithPrefix(keys, prefix)) return { wedge, emitted: [] };
	const emitted = personsKeys(before, deafUntilMs);
	return { wedge: { ...wedge, held: held.slice(-prefix.length), hasPrefix: true }, emitted };
}

function close(wedge: Wedge, byKey: boolean, deafUntilMs: number): Step {
	const { held, prefix, hasPrefix } = wedge;
	const { text, burst } = readBurst(hasPrefix ? held.slice(prefix.length) : held, hasPrefix);
	// A code longer than any is cut one past the longest, so that it is refused as too long, once.
	const scan: Emission = { kind: "scan", text: text.slice(0, longestCode + 1), burst };
	// Of half a code nothing is learned.
	const endsWithKey = byKey || (wedge.endsWithKey && !isCode(text));
	return {
		wedge: { ...wedge, held: [], hasPrefix: false, endsWithKey, deafUntilMs },
		emitted: text === "" ? [] : [scan],
	};
}

function personsKeys(held: readonly Press[], deafUntilMs: number): readonly Emission[] {
	const first = held[0];
	if (first === undefined || first.key.atMs < deafUntilMs) return [];
	const isPersons = (press: Press, i: number) =>
		!isTap(press) && !isControl(press.key.key) && !isWithEnter(press, held[i - 1]) && !isWithEnter(press, held[i + 1]);
	return held.filter(isPersons).map(({ key }) => ({ kind: "key", key }));
}

/** A finger may roll over two keys so fast, but an Enter that comes so is not worth the doubt: it is pressed again. */
function isWithEnter({ key }: Press, next: Press | undefined): boolean {
	if (next === undefined || Math.abs(next.key.atMs - key.atMs) >= pauses.roll) return false;
	return isEnter(key) || isEnter(next.key);
}

function isSame(a: Key, b: Key): boolean {
	return a.code === "" ? a.key === b.key : a.code === b.code;
}

function after(emitted: readonly Emission[], step: Step): Step {
	return { wedge: step.wedge, emitted: [...emitted, ...step.emitted] };
}

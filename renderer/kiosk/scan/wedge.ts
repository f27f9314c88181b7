import { isCode } from "../../../core/protocol/scannedText.ts";
import { longestCode } from "../../../core/voucher/voucher.ts";
import { type Burst, isBurst, isFast, isTap, type Press, readBurst } from "./burst.ts";
import { endsWithPrefix, type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { endKeyOf, isControl, isEnter, type Key } from "./key.ts";

/**
 * Keyboard wedge: distinguishes the keystrokes of a barcode gun, which acts as a keyboard, from those of a person.
 * Pure: keys and time in, emissions out. Keys are buffered until their source is clear, so that a code never operates
 * the screen: neither by its characters, nor by the Enter, arrow and function keys that a hostile code may contain.
 *
 * Keys are attributed to a gun if they follow its configured prefix; if four or more come faster than a person types;
 * if a key is released sooner than a finger can; if an Enter comes together with another key; or if they come shortly
 * after a code.
 *
 * Known limit: a gun without a prefix that holds each key for 30 ms or more (by radio, or configured to be slow) and
 * reads a hostile code of fewer than four characters is taken for a person. Such a gun needs a prefix or a serial
 * connection, and its programming by barcodes turned off, because a barcode could remove the prefix.
 */
export type Wedge = {
	readonly prefix: GunPrefix;
	/** The keys since the last pause. */
	readonly heldKeys: readonly Press[];
	/** `heldKeys` begin with the prefix. */
	readonly hasPrefix: boolean;
	/**
	 * This gun ends its codes with a key, as most do. The pause within a code may then be longer, which tolerates a
	 * stalled machine.
	 */
	readonly endsWithKey: boolean;
	/** Keys before this time belong to the last code and not to a person. */
	readonly ignoreUntilMs: number;
};

export type Emission =
	| { readonly kind: "scan"; readonly text: string; readonly burst: Burst | null }
	| { readonly kind: "key"; readonly key: Key };
export type WedgeStep = { readonly wedge: Wedge; readonly emitted: readonly Emission[] };

export const idleWedge: Wedge = createWedge(noPrefix);

const pauseMs = {
	/**
	 * A person's key takes effect after this delay, which is not noticeable. A gun sends its next key sooner, even after
	 * the end of a code.
	 */
	person: 50,
	/** Two or three fast keys may be the beginning of a code. */
	fast: 100,
	/** Ends a code of a gun that sends no end key. */
	code: 100,
	/**
	 * Within a code of a gun that sends an end key, and between keys that no finger pressed: tolerates a stalled machine.
	 */
	stalled: 400,
	/** Two keys pressed by a person are usually further apart. */
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

/** Records that a key was released. */
export function releaseKey(wedge: Wedge, key: Key): Wedge {
	const at = wedge.heldKeys.findLastIndex((press) => press.upAtMs === null && isSame(press.key, key));
	const pressed = wedge.heldKeys[at];
	return pressed === undefined
		? wedge
		: { ...wedge, heldKeys: wedge.heldKeys.with(at, { ...pressed, upAtMs: key.atMs }) };
}

/** Processes time that has passed without a key. */
export function elapse(wedge: Wedge, nowMs: number): WedgeStep {
	const due = dueAtMs(wedge);
	if (due === null || nowMs < due) return { wedge, emitted: [] };
	if (isGunTyping(wedge)) return closeCode(wedge, false, due + pauseMs.stalled);
	return { wedge: { ...wedge, heldKeys: [] }, emitted: personKeyEmissions(wedge.heldKeys, wedge.ignoreUntilMs) };
}

/** When `elapse` is next due, on the clock of the keys; null while no key is held. */
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

/** Whether the held keys are certainly a code. */
export function isGunTyping({ heldKeys, hasPrefix }: Wedge): boolean {
	return hasPrefix || isBurst(heldKeys);
}

/** The prefix begins a code; the keys held before it are a person's. */
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
	// Cut one character past the longest valid code, so that an overlong code is refused once, as too long.
	const scan: Emission = { kind: "scan", text: text.slice(0, longestCode + 1), burst };
	// A partial code says nothing about whether the gun sends an end key.
	const endsWithKey = byKey || (wedge.endsWithKey && !isCode(text));
	return {
		wedge: { ...wedge, heldKeys: [], hasPrefix: false, endsWithKey, ignoreUntilMs },
		emitted: text === "" ? [] : [scan],
	};
}

function personKeyEmissions(held: readonly Press[], ignoreUntilMs: number): readonly Emission[] {
	const first = held[0];
	if (first === undefined || first.key.atMs < ignoreUntilMs) return [];
	const isPersons = (press: Press, i: number) =>
		!isTap(press) && !isControl(press.key.key) && !isWithEnter(press, held[i - 1]) && !isWithEnter(press, held[i + 1]);
	return held.filter(isPersons).map(({ key }) => ({ kind: "key", key }));
}

/**
 * A person may roll over two keys this fast, but an Enter this close to another key is dropped: it can be pressed
 * again.
 */
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

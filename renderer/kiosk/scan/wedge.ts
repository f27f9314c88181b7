import { longestCode } from "../../../core/voucher.ts";
import { characterOf, isEnter, type Key } from "./key.ts";

/**
 * Tells a barcode gun, which types its code as a keyboard would, from a person. Pure: keys and time in, emissions out.
 * Keys are held back until it is clear which of the two they are, so that a code never presses anything.
 */
export type Wedge = {
	readonly held: readonly Held[];
	/** How many of `held` were already given out as a person's keys, because the first gap was a person's. */
	readonly released: number;
	/** This gun closes its codes with Enter, so a stalled machine may take longer within one. Most guns do. */
	readonly endsWithEnter: boolean;
	/** Until then an Enter is the belated end of the last code, and no person's. */
	readonly deafToEnterUntilMs: number;
};

type Held = { readonly key: Key; readonly character: string | null };

export type Emission = { readonly kind: "scan"; readonly text: string } | { readonly kind: "key"; readonly key: Key };
export type Step = { readonly wedge: Wedge; readonly emitted: readonly Emission[] };

export const idleWedge: Wedge = { held: [], released: 0, endsWithEnter: true, deafToEnterUntilMs: 0 };

const pace = {
	/** Two or three keys a person may roll this fast, more only a machine. A short rubbish code must not press Enter either. */
	leastCharacters: 4,
	meanGapMs: 30,
	/** A lone key acts after this: nobody feels it, and a gun's second key has come by then. */
	loneKeyMs: 40,
	pauseMs: 80,
	/** The pause within a code of a gun that ends with Enter. */
	stallMs: 250,
} as const;

export function press(wedge: Wedge, key: Key): Step {
	const { wedge: before, emitted } = wait(wedge, key.atMs);
	if (isEnter(key)) {
		if (isBurst([...before.held, { key, character: null }])) return close(before, key.atMs, true, emitted);
		if (key.atMs < before.deafToEnterUntilMs && before.held.length === 0) return { wedge: before, emitted };
		return { wedge: { ...before, held: [...before.held, { key, character: null }] }, emitted };
	}
	const character = characterOf(key);
	if (character !== null) return { wedge: { ...before, held: [...before.held, { key, character }] }, emitted };
	// A key that is no character (an arrow, F1) closes whatever was being typed, and acts at once.
	const flushed = flush(before, key.atMs);
	return { wedge: flushed.wedge, emitted: [...emitted, ...flushed.emitted, { kind: "key", key }] };
}

/** Time has passed without a key. */
export function wait(wedge: Wedge, nowMs: number): Step {
	const due = dueAtMs(wedge);
	if (due === null || nowMs < due) return { wedge, emitted: [] };
	const only = wedge.held[0];
	const isLone = wedge.held.length === 1 && wedge.released === 0 && only !== undefined;
	if (!isLone || nowMs - only.key.atMs >= pace.pauseMs) return flush(wedge, nowMs);
	return { wedge: { ...wedge, released: 1 }, emitted: [{ kind: "key", key: only.key }] };
}

/** When `wait` has something to do, on the keys' clock; null while nothing is held. */
export function dueAtMs({ held, released, endsWithEnter }: Wedge): number | null {
	const last = held.at(-1);
	if (last === undefined) return null;
	if (held.length === 1 && released === 0) return last.key.atMs + pace.loneKeyMs;
	return last.key.atMs + (endsWithEnter && isBurst(held) ? pace.stallMs : pace.pauseMs);
}

function flush(wedge: Wedge, nowMs: number): Step {
	if (isBurst(wedge.held)) return close(wedge, nowMs, false, []);
	const emitted = wedge.held.slice(wedge.released).map(({ key }): Emission => ({ kind: "key", key }));
	return { wedge: { ...wedge, held: [], released: 0 }, emitted };
}

function close(wedge: Wedge, nowMs: number, endsWithEnter: boolean, emitted: readonly Emission[]): Step {
	// A code longer than any is cut one past the longest, so that it is refused as too long, once.
	const text = wedge.held.map(({ character }) => character ?? "").join("");
	const scan: Emission = { kind: "scan", text: text.slice(0, longestCode + 1) };
	const deafToEnterUntilMs = nowMs + (endsWithEnter ? 0 : pace.stallMs);
	return { wedge: { held: [], released: 0, endsWithEnter, deafToEnterUntilMs }, emitted: [...emitted, scan] };
}

function isBurst(held: readonly Held[]): boolean {
	const first = held[0];
	const last = held.at(-1);
	if (first === undefined || last === undefined || held.length < pace.leastCharacters) return false;
	// An Enter just before the code is none of its characters.
	if (held.filter(({ character }) => character !== null).length < pace.leastCharacters) return false;
	return (last.key.atMs - first.key.atMs) / (held.length - 1) <= pace.meanGapMs;
}

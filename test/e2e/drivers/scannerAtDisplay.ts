import type { Page } from "playwright";
import { gunStrokes, type Stroke } from "../../renderer/scan/keyStrokes.ts";
import type { XKeyboard, XStroke } from "./xKeyboard.ts";

/** A barcode scanner and a person at the keyboard of an X display. */
export type ScannerAtDisplay = {
	/** Types the keys, each released before the next. */
	readonly type: (strokes: readonly Stroke[]) => Promise<void>;
	/** Types a code and Enter as a scanner configured for a US keyboard does. */
	readonly scan: (keys: string | readonly string[], gapMs?: number) => Promise<void>;
	/**
	 * Whether the last keys reached the page in time. On an overloaded machine a scanner looks like a person, and the
	 * test must not judge.
	 */
	readonly wasQuick: () => Promise<boolean>;
	/** A key held as long as a person holds it. */
	readonly press: (code: string) => Promise<void>;
};

type WatchedWindow = Window & { pailouKeys?: { code: string; isDown: boolean; atMs: number; heardAtMs: number }[] };

export async function openScannerAtDisplay(keyboard: XKeyboard, page: Page): Promise<ScannerAtDisplay> {
	await page.evaluate(watchKeys);

	async function type(strokes: readonly Stroke[]): Promise<void> {
		await page.evaluate(() => {
			(window as WatchedWindow).pailouKeys = [];
		});
		await keyboard.type(toXStrokes(strokes));
	}

	return {
		type,
		scan: (keys, gapMs = 4) => type(gunStrokes([...keys, "Enter"], 0, gapMs)),
		wasQuick: () => page.evaluate(areKeysQuick),
		press: (code) => keyboard.type([{ code, shift: false, waitMs: 150, forMs: 80 }]),
	};
}

/** Converts strokes to the X server's form, each after the one before. */
function toXStrokes(strokes: readonly Stroke[]): XStroke[] {
	let atMs = 0;
	return strokes.map(({ key, forMs }) => {
		const waitMs = key.atMs - atMs;
		atMs = key.atMs + forMs;
		return { code: key.code, shift: key.shift, waitMs, forMs };
	});
}

function watchKeys(): void {
	for (const kind of ["keydown", "keyup"] as const) {
		const note = ({ code, timeStamp }: KeyboardEvent) =>
			(window as WatchedWindow).pailouKeys?.push({
				code,
				isDown: kind === "keydown",
				atMs: timeStamp,
				heardAtMs: performance.now(),
			});
		window.addEventListener(kind, note, { capture: true });
	}
}

/** Each key was released within 25 ms, and the page received it in time. */
function areKeysQuick(): boolean {
	const keys = (window as WatchedWindow).pailouKeys ?? [];
	return keys.every(({ code, isDown, atMs, heardAtMs }, i) => {
		const up = keys.slice(i + 1).find((one) => one.code === code && !one.isDown);
		return !isDown || (up !== undefined && up.atMs - atMs < 25 && up.heardAtMs - heardAtMs < 45);
	});
}

import type { Page } from "playwright";
import { gunStrokes, type Stroke } from "../../renderer/scan/keyStrokes.ts";
import type { XKeyboard, XStroke } from "./xKeyboard.ts";

/** A barcode gun and a person's hand, at the keyboard of a display. */
export type ScannerAtDisplay = {
	/** Types the keys, each let go before the next. */
	readonly type: (strokes: readonly Stroke[]) => Promise<void>;
	/** A code and Enter, as a gun types them that takes itself for a US keyboard. */
	readonly shoot: (keys: string | readonly string[], gapMs?: number) => Promise<void>;
	/** Whether what was typed last came to the page as it was meant: a machine too busy for that lets a gun look like a hand. */
	readonly wasQuick: () => Promise<boolean>;
	/** A key as a finger presses it. */
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
		shoot: (keys, gapMs = 4) => type(gunStrokes([...keys, "Enter"], 0, gapMs)),
		wasQuick: () => page.evaluate(areKeysQuick),
		press: (code) => keyboard.type([{ code, shift: false, waitMs: 150, forMs: 80 }]),
	};
}

/** The strokes as the X server takes them: each after the one before. */
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

/** Each key was let go within 25 ms, and the page knew it in time. */
function areKeysQuick(): boolean {
	const keys = (window as WatchedWindow).pailouKeys ?? [];
	return keys.every(({ code, isDown, atMs, heardAtMs }, i) => {
		const up = keys.slice(i + 1).find((one) => one.code === code && !one.isDown);
		return !isDown || (up !== undefined && up.atMs - atMs < 25 && up.heardAtMs - heardAtMs < 45);
	});
}

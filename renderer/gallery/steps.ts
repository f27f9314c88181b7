import { passTime, stopClock } from "./clock.ts";
import type { Step } from "./exhibit.ts";
import { changed } from "./script.ts";

/** Longer than a barcode gun's pause, so that a key is a person's. */
const personMs = 100;
const patienceMs = 15_000;

/** A barcode gun: all keys at once, and Enter. */
export function scans(text: string): Step {
	return async () => {
		for (const key of text) strike({ key });
		strike({ key: "Enter", code: "Enter" });
	};
}

/** A person's key, by its place on the keyboard ("Digit2", "F1", "Enter"). */
export function presses(code: string): Step {
	return async () => {
		// Whatever comes within a moment of a code is taken for the gun's.
		await pause(personMs);
		strike({ code, key: /^(?:Digit|Key)(.)$/.exec(code)?.[1] ?? code });
		await pause(personMs);
	};
}

/** A person's figures, one after the other. */
export function types(figures: string): readonly Step[] {
	return [...figures].map((figure) => presses(`Digit${figure}`));
}

export function clicks(selector: string): Step {
	return async () => (await find(selector)).click();
}

export function fills(selector: string, text: string): Step {
	return async () => {
		const input = await find(selector);
		if (!(input instanceof HTMLInputElement)) throw new Error(`${selector} is no field to fill in`);
		input.value = text;
		input.dispatchEvent(new InputEvent("input", { bubbles: true }));
	};
}

/** Goes on when it is on the screen. */
export function sees(selector: string): Step {
	return async () => {
		await find(selector);
	};
}

/** Main says that its state has changed. */
export async function changes(): Promise<void> {
	window.dispatchEvent(new Event(changed));
}

/** So long nobody does anything. */
export function waits(ms: number): Step {
	return async () => passTime(ms);
}

/** Time stands still, so that what goes by itself is there to be photographed. */
export async function stops(): Promise<void> {
	stopClock();
}

export async function find(selector: string): Promise<HTMLElement> {
	for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 16) {
		const found = document.querySelector(selector);
		if (found instanceof HTMLElement) return found;
		await pause(16);
	}
	throw new Error(`${selector} did not come on the screen`);
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

function strike(key: KeyboardEventInit): void {
	document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
}

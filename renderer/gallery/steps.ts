import { advanceClock, stopClock } from "./fake-clock.ts";
import type { FixtureStep } from "./fixture.ts";
import { changedEvent } from "./scripted-bridge.ts";

/** Longer than the gap between a barcode scanner's keys, so that the key counts as a person's. */
const personKeyGapMs = 100;
const findTimeoutMs = 15_000;

/** A barcode scanner: all keys at once, then Enter. */
export function scans(text: string): FixtureStep {
	return async () => {
		for (const key of text) dispatchKey({ key });
		dispatchKey({ key: "Enter", code: "Enter" });
	};
}

/** A person's key, by its KeyboardEvent code ("Digit2", "F1", "Enter"). */
export function presses(code: string): FixtureStep {
	return async () => {
		// Keys that come shortly after a code count as part of the scan.
		await delay(personKeyGapMs);
		dispatchKey({ code, key: /^(?:Digit|Key)(.)$/.exec(code)?.[1] ?? code });
		await delay(personKeyGapMs);
	};
}

/** A person types digits, one after the other. */
export function types(figures: string): readonly FixtureStep[] {
	return [...figures].map((figure) => presses(`Digit${figure}`));
}

export function clicks(selector: string): FixtureStep {
	return async () => (await waitForElement(selector)).click();
}

export function fills(selector: string, text: string): FixtureStep {
	return async () => {
		const input = await waitForElement(selector);
		if (!(input instanceof HTMLInputElement)) throw new Error(`${selector} is no field to fill in`);
		input.value = text;
		input.dispatchEvent(new InputEvent("input", { bubbles: true }));
	};
}

/** Waits until the selector matches. */
export function sees(selector: string): FixtureStep {
	return async () => {
		await waitForElement(selector);
	};
}

/** Main announces that its state has changed. */
export async function changes(): Promise<void> {
	window.dispatchEvent(new Event(changedEvent));
}

/** Lets this much time pass. */
export function waits(ms: number): FixtureStep {
	return async () => advanceClock(ms);
}

/** Stops the clock, so that countdowns hold still for the screenshot. */
export async function stops(): Promise<void> {
	stopClock();
}

export async function waitForElement(selector: string): Promise<HTMLElement> {
	for (let waitedMs = 0; waitedMs < findTimeoutMs; waitedMs += 16) {
		const found = document.querySelector(selector);
		if (found instanceof HTMLElement) return found;
		await delay(16);
	}
	throw new Error(`${selector} did not come on the screen`);
}

export function delay(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

function dispatchKey(key: KeyboardEventInit): void {
	document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
}

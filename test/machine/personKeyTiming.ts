import type { Page } from "playwright";

/** Holds each key for 60 ms, as a person does. Playwright releases it at once, as only a barcode scanner does. */
export function usePersonKeyTiming(page: Page): Page {
	const { keyboard } = page;
	const press = keyboard.press.bind(keyboard);
	keyboard.press = (key, options) => press(key, { delay: 60, ...options });
	return page;
}

import type { Page } from "playwright";

/** A key pressed as a finger presses it. Playwright's own default lets go at once, as only a barcode gun does. */
export function usePersonKeyTiming(page: Page): Page {
	const { keyboard } = page;
	const press = keyboard.press.bind(keyboard);
	keyboard.press = (key, options) => press(key, { delay: 60, ...options });
	return page;
}

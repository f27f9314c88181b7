import type { Language } from "../words/language.ts";
import type { Mode } from "./fixture.ts";
import { inspectAccess, inspectScreen } from "./inspect/inspect.ts";
import { delay } from "./steps.ts";

declare global {
	interface Window {
		readonly gallery: GalleryApi;
	}
}

/** What the page exposes to the screenshot tool, as `window.gallery`. */
export type GalleryApi = {
	/** Renders a fixture from scratch and runs its steps; rejects if it does not reach its state. */
	readonly draw: (name: string, language: Language) => Promise<void>;
	/** Resolves when everything is painted, for example after a change of size. */
	readonly settle: () => Promise<void>;
	/**
	 * Renders this HTML instead, for the tests of the inspections. Styles are in `data-style`, because the CSP forbids
	 * `style`.
	 */
	readonly showHtml: (html: string) => void;
	/**
	 * The faults of what is rendered now: layout, contrast, touch targets, keys, motion. They depend on language and
	 * size.
	 */
	readonly inspectScreen: (mode: Mode) => readonly string[];
	/** The violations that axe reports. */
	readonly inspectAccess: () => Promise<readonly string[]>;
};

/** `draw` renders a fixture on the empty root and runs its steps; `clear` unmounts the one before. */
export function exposeGallery(root: Element, draw: GalleryApi["draw"], clear: () => void): void {
	function empty(): void {
		clear();
		root.replaceChildren();
		localStorage.clear();
	}
	const gallery: GalleryApi = {
		async draw(name, language) {
			empty();
			await draw(name, language);
			await settle();
		},
		settle,
		showHtml(html) {
			empty();
			root.innerHTML = html;
			for (const element of root.querySelectorAll<HTMLElement>("[data-style]")) {
				element.style.cssText = element.dataset.style ?? "";
			}
		},
		inspectScreen: (mode) => inspectScreen(root, mode),
		inspectAccess: () => inspectAccess(root),
	};
	Object.assign(window, { gallery });
}

/** Waits for the fonts, the camera's first picture and two painted frames. */
async function settle(): Promise<void> {
	await document.fonts.ready;
	for (const video of document.querySelectorAll("video")) while (video.readyState < 2) await delay(16);
	await nextFrame();
	await nextFrame();
}

function nextFrame(): Promise<number> {
	return new Promise(requestAnimationFrame);
}

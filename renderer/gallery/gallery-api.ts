import type { Language } from "../words/language.ts";
import type { Mode } from "./fixture.ts";
import { inspectAccess, inspectScreen } from "./inspect/inspect.ts";
import { delay } from "./steps.ts";

declare global {
	interface Window {
		readonly gallery: GalleryApi;
	}
}

/** What the page offers to who photographs it, as `window.gallery`. */
export type GalleryApi = {
	/** Draws an exhibit anew and does its steps; rejects if it does not come to its state. */
	readonly draw: (name: string, language: Language) => Promise<void>;
	/** Waits until all is painted, as after a change of size. */
	readonly settle: () => Promise<void>;
	/** Shows something else instead: what the inspections are tried on. Styles stand in `data-style`: the policy forbids `style`. */
	readonly showHtml: (html: string) => void;
	/** What is wrong with what is drawn now: layout, contrast, touch, keys, motion. It depends on language and size. */
	readonly inspectScreen: (mode: Mode) => readonly string[];
	/** What axe says of it. */
	readonly inspectAccess: () => Promise<readonly string[]>;
};

/** `draw` puts an exhibit on the empty root and does its steps; `clear` takes down whatever was there. */
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

/** Typefaces are there, the camera's picture too, and all of it is painted. */
async function settle(): Promise<void> {
	await document.fonts.ready;
	for (const video of document.querySelectorAll("video")) while (video.readyState < 2) await delay(16);
	await nextFrame();
	await nextFrame();
}

function nextFrame(): Promise<number> {
	return new Promise(requestAnimationFrame);
}

import type { Language } from "../words/language.ts";
import type { Mode } from "./exhibit.ts";

declare global {
	interface Window {
		readonly gallery: Gallery;
	}
}

/** What the page offers to who photographs it, as `window.gallery`. */
export type Gallery = {
	/** Draws an exhibit anew and does its steps; rejects if it does not come to its state. */
	readonly draw: (name: string, language: Language) => Promise<void>;
	/** Waits until all is painted, as after a change of size. */
	readonly settle: () => Promise<void>;
	/** Shows something else instead: what the inspections are tried on. Styles stand in `data-style`: the policy forbids `style`. */
	readonly hang: (html: string) => void;
	/** What is wrong with what is drawn now: layout, contrast, touch, keys, motion. It depends on language and size. */
	readonly inspectScreen: (mode: Mode) => readonly string[];
	/** What axe says of it. */
	readonly inspectAccess: () => Promise<readonly string[]>;
};

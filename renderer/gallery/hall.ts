import type { Language } from "../words/language.ts";

/** What the page offers to who photographs it, as `window.gallery`. */
export type Gallery = {
	/** Draws an exhibit anew and does its steps; rejects if it does not come to its state. */
	readonly draw: (name: string, language: Language) => Promise<void>;
	/** Waits until all is painted, as after a change of size. */
	readonly settle: () => Promise<void>;
};

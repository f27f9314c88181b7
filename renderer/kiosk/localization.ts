import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../words/language.ts";
import type { Words } from "../words/zh-CN/words.ts";

/** Who reads the screen: the words and the language they are in. */
export type Localization = { readonly language: Language; readonly words: Words; readonly changeLanguage: () => void };

export const LocalizationContext = createContext<Localization | null>(null);

export function useLocalization(): Localization {
	const reader = useContext(LocalizationContext);
	if (reader === null) throw new Error("a screen was drawn without its reader");
	return reader;
}

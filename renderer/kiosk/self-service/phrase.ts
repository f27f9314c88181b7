import type { Language } from "../../words/language.ts";
import { pause } from "../../words/refusal-words.ts";

/** In a Chinese sentence a space only sets off a figure: "16:00 后" stays together. Where it may break, the words say. */
export function phrase(text: string, language: Language): string {
	return language === "en" ? text : text.replaceAll(" ", "\u00a0");
}

const words = new Intl.Segmenter("zh", { granularity: "word" });

/** A name that comes with the data, and says nothing of where it may break: between its words. */
export function name(text: string, language: Language): string {
	if (language === "en" || !/\p{Script=Han}/u.test(text)) return text;
	const segments = [...words.segment(phrase(text, language))].map(({ segment }) => segment);
	return segments.join(pause).replace(/\u200b?\u00a0\u200b?/g, "\u00a0");
}

import type { Language } from "../../words/language.ts";
import { lineBreakOpportunity } from "../../words/refusal-words.ts";

/** In a Chinese sentence a space only sets off a figure: "16:00 后" stays together. Where it may break, the words say. */
export function keepFiguresTogether(text: string, language: Language): string {
	return language === "en" ? text : text.replaceAll(" ", "\u00a0");
}

const wordSegmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** A name that comes with the data, and says nothing of where it may break: between its words. */
export function allowBreaksBetweenWords(text: string, language: Language): string {
	if (language === "en" || !/\p{Script=Han}/u.test(text)) return text;
	const segments = [...wordSegmenter.segment(keepFiguresTogether(text, language))].map(({ segment }) => segment);
	return segments.join(lineBreakOpportunity).replace(/\u200b?\u00a0\u200b?/g, "\u00a0");
}

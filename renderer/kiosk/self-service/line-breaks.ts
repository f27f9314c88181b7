import type { Language } from "../../words/language.ts";
import { lineBreakOpportunity } from "../../words/refusal-words.ts";

/** In Chinese, a space only separates a figure ("16:00 后") and must not break; break opportunities are in the words. */
export function keepFiguresTogether(text: string, language: Language): string {
	return language === "en" ? text : text.replaceAll(" ", "\u00a0");
}

const wordSegmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Adds break opportunities between the words of a name from the data, which contains none itself. */
export function allowBreaksBetweenWords(text: string, language: Language): string {
	if (language === "en" || !/\p{Script=Han}/u.test(text)) return text;
	const segments = [...wordSegmenter.segment(keepFiguresTogether(text, language))].map(({ segment }) => segment);
	return segments.join(lineBreakOpportunity).replace(/\u200b?\u00a0\u200b?/g, "\u00a0");
}

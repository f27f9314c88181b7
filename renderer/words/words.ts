import { en } from "./en/words.ts";
import type { Language } from "./language.ts";
import { type Words, zhCN } from "./zh-CN/words.ts";
import { zhHant } from "./zh-Hant/words.ts";

const byLanguage: Readonly<Record<Language, Words>> = { "zh-CN": zhCN, "zh-Hant": zhHant, en };

export function wordsOf(language: Language): Words {
	return byLanguage[language];
}

import { en } from "./en.ts";
import type { Language } from "./language.ts";
import { type Words, zhCN } from "./zh-CN.ts";
import { zhHant } from "./zh-Hant.ts";

const byLanguage: Readonly<Record<Language, Words>> = { "zh-CN": zhCN, "zh-Hant": zhHant, en };

export function wordsOf(language: Language): Words {
	return byLanguage[language];
}

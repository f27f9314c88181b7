import type { ClipTexts } from "./clips.ts";
import { clipTextsEn } from "./en/clip-texts.ts";
import type { Language } from "./language.ts";
import { clipTextsZhCN } from "./zh-CN/clip-texts.ts";
import { clipTextsZhHant } from "./zh-Hant/clip-texts.ts";

/** The text of every recording, by language; `test/machine/recordClips.ts` records them. */
export const clipTexts: Readonly<Record<Language, ClipTexts>> = {
	"zh-CN": clipTextsZhCN,
	"zh-Hant": clipTextsZhHant,
	en: clipTextsEn,
};

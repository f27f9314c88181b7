import type { ClipTexts } from "./clips.ts";
import { clipTextsEn } from "./en/clip-texts.ts";
import type { Language } from "./language.ts";
import { clipTextsZhCN } from "./zh-CN/clip-texts.ts";
import { clipTextsZhHant } from "./zh-Hant/clip-texts.ts";

/** What the recordings say, by language; `test/machine/recordClips.ts` makes them of it. */
export const clipTexts: Readonly<Record<Language, ClipTexts>> = {
	"zh-CN": clipTextsZhCN,
	"zh-Hant": clipTextsZhHant,
	en: clipTextsEn,
};

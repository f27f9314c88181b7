import type { Spoken } from "./clips.ts";
import type { Language } from "./language.ts";
import { spokenEn } from "./spoken.en.ts";
import { spokenZhCN } from "./spoken.zh-CN.ts";
import { spokenZhHant } from "./spoken.zh-Hant.ts";

/** What the recordings say, by language; `test/machine/recordClips.ts` makes them of it. */
export const spoken: Readonly<Record<Language, Spoken>> = {
	"zh-CN": spokenZhCN,
	"zh-Hant": spokenZhHant,
	en: spokenEn,
};

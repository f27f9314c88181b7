import type { Spoken } from "../clips.ts";
import type { Language } from "../language.ts";
import { spokenZhCN } from "../zh-CN/spoken.ts";
import { spokenZhHant } from "../zh-Hant/spoken.ts";
import { spokenEn } from "./spoken.ts";

/** What the recordings say, by language; `test/machine/recordClips.ts` makes them of it. */
export const spoken: Readonly<Record<Language, Spoken>> = {
	"zh-CN": spokenZhCN,
	"zh-Hant": spokenZhHant,
	en: spokenEn,
};

import type { Language } from "../words/language.ts";

export type SystemVoice = Pick<SpeechSynthesisVoice, "lang" | "localService">;

/** BCP 47 tag prefixes in order of preference. Traditional Chinese is read in Cantonese where there is such a voice. */
const tags: Readonly<Record<Language, readonly string[]>> = {
	"zh-CN": ["zh-cn", "zh-hans", "cmn-cn", "cmn-hans", "cmn", "zh-sg", "zh"],
	"zh-Hant": ["zh-hk", "yue", "zh-hant-hk", "zh-mo", "zh-tw", "zh-hant", "cmn-tw", "cmn-hant", "zh-cn", "cmn", "zh"],
	en: ["en-gb", "en-us", "en"],
};

/** The best voice of the language that works without a network; null where the system has none. */
export function chooseVoice<V extends SystemVoice>(language: Language, voices: readonly V[]): V | null {
	const local = voices.filter(({ localService }) => localService);
	for (const tag of tags[language]) {
		const found = local.find((voice) => matchesTag(voice.lang.toLowerCase().replaceAll("_", "-"), tag));
		if (found !== undefined) return found;
	}
	return null;
}

function matchesTag(lang: string, tag: string): boolean {
	// Plain "zh" would match Cantonese where Mandarin is wanted.
	if (tag === "zh") return /^zh(?!-(?:hk|mo|hant-hk|yue))/.test(lang);
	return lang === tag || lang.startsWith(`${tag}-`);
}

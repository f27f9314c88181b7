import type { Language } from "../words/language.ts";

type SystemVoice = Pick<SpeechSynthesisVoice, "lang" | "localService">;

/** Tags of BCP 47 in the order of preference, by how they begin. Traditional characters are read in Cantonese where it is there. */
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
	// "zh" alone would take Cantonese for Mandarin.
	if (tag === "zh") return /^zh(?!-(?:hk|mo|hant-hk|yue))/.test(lang);
	return lang === tag || lang.startsWith(`${tag}-`);
}

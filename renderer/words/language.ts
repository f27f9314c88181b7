import type { Title } from "../../core/identity.ts";

export const languages = ["zh-CN", "zh-Hant", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "pailou.language";

export function isLanguage(text: string | null): text is Language {
	return languages.some((language) => language === text);
}

/** The name in the reader's language; every title is known in zh-CN. */
export function localizeTitle(title: Title, language: Language): string {
	return title[language] ?? title["zh-CN"];
}

/** `?language=` of the address; null where it asks for none. */
export function readLanguageParameter(search: string): Language | null {
	const asked = new URLSearchParams(search).get("language");
	return isLanguage(asked) ? asked : null;
}

/** `?language=` of the address, else what was chosen before on this device, else zh-CN. */
export function readLanguage(search: string, storage: Pick<Storage, "getItem">): Language {
	const asked = readLanguageParameter(search);
	if (asked !== null) return asked;
	const before = storage.getItem(storageKey);
	return isLanguage(before) ? before : "zh-CN";
}

export function saveLanguage(language: Language, storage: Pick<Storage, "setItem">): void {
	storage.setItem(storageKey, language);
}

import type { Title } from "../../core/identity.ts";

export const languages = ["zh-CN", "zh-Hant", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "pailou.language";

export function isLanguage(text: string | null): text is Language {
	return languages.some((language) => language === text);
}

/** The title in the given language; every title has zh-CN. */
export function localizeTitle(title: Title, language: Language): string {
	return title[language] ?? title["zh-CN"];
}

/** The query parameter `?language=`; null where it is absent or unknown. */
export function readLanguageParameter(search: string): Language | null {
	const asked = new URLSearchParams(search).get("language");
	return isLanguage(asked) ? asked : null;
}

/** The query parameter `?language=`, else the choice saved on this device, else zh-CN. */
export function readLanguage(search: string, storage: Pick<Storage, "getItem">): Language {
	const asked = readLanguageParameter(search);
	if (asked !== null) return asked;
	const before = storage.getItem(storageKey);
	return isLanguage(before) ? before : "zh-CN";
}

export function saveLanguage(language: Language, storage: Pick<Storage, "setItem">): void {
	storage.setItem(storageKey, language);
}

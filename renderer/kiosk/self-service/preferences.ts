import type { Language } from "../../../core/contract/settings.ts";

/** How the person before it wants to be told. Null is as the kiosk is set up; gone with the person. */
export type Preferences = {
	readonly language: Language | null;
	readonly isMuted: boolean | null;
	/** All that is touched lies in the lower third, in reach of a wheelchair. */
	readonly isLow: boolean;
};

export const defaultPreferences: Preferences = { language: null, isMuted: null, isLow: false };

export function isDefault({ language, isMuted, isLow }: Preferences): boolean {
	return language === null && isMuted === null && !isLow;
}

import type { Language } from "../../../core/contract/settings.ts";

/** What the present member has chosen. Null means the kiosk's setting; all of it is reset when the member leaves. */
export type Preferences = {
	readonly language: Language | null;
	readonly isMuted: boolean | null;
	/** All controls lie in the lower third, within reach from a wheelchair. */
	readonly isLow: boolean;
};

export const defaultPreferences: Preferences = { language: null, isMuted: null, isLow: false };

export function isDefault({ language, isMuted, isLow }: Preferences): boolean {
	return language === null && isMuted === null && !isLow;
}

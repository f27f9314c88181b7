import type { Settings } from "../../core/contract/settings.ts";
import type { Database } from "../store/database.ts";
import { readSettings, writeSettings } from "../store/settings.ts";

/** How this kiosk is set up. */
export type KioskSettings = {
	readonly current: () => Settings;
	/** Makes them durable and puts them in force. */
	readonly replace: (next: Settings) => void;
	/** Called now with the settings in force, and again whenever they change. */
	readonly follow: (apply: (settings: Settings) => void) => void;
};

export function openSettings(database: Database): KioskSettings {
	let settings = readSettings(database);
	const followers: ((settings: Settings) => void)[] = [];
	return {
		current: () => settings,
		replace(next) {
			writeSettings(database, next);
			settings = next;
			for (const apply of followers) apply(next);
		},
		follow(apply) {
			followers.push(apply);
			apply(settings);
		},
	};
}

import type { Settings } from "../../core/contract/settings.ts";
import { describeError, type Log } from "../../sync/log.ts";
import type { Database } from "../store/database.ts";
import { readSettings, writeSettings } from "../store/settings.ts";

/** How this kiosk is set up. */
export type KioskSettings = {
	readonly current: () => Settings;
	/** Writes them. To be called in the transaction of the journal line that says so. */
	readonly write: (next: Settings) => void;
	/** Puts them in force. They are on the disk by then. */
	readonly apply: (next: Settings) => void;
	/** Called now with the settings in force, and again whenever they change. */
	readonly follow: (apply: (settings: Settings) => void) => void;
};

export function openSettings(database: Database, log: Log): KioskSettings {
	let settings = readSettings(database);
	const followers: ((settings: Settings) => void)[] = [];

	function tell(follower: (settings: Settings) => void): void {
		try {
			follower(settings);
		} catch (error) {
			log.error("settingsNotApplied", describeError(error));
		}
	}

	return {
		current: () => settings,
		write: (next) => writeSettings(database, next),
		apply(next) {
			settings = next;
			for (const follower of followers) tell(follower);
		},
		follow(follower) {
			followers.push(follower);
			tell(follower);
		},
	};
}

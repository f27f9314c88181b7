import { z } from "zod";
import { defaultSettings, Settings } from "../../core/contract/settings.ts";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { parseJson, prepareWrite } from "./rows.ts";

const SomeSettings = Settings.partial();

/** The default for every setting that was never chosen, or that another version of the app stored in another shape. */
export function readSettings(database: ReadonlyDatabase): Settings {
	const chosen = database.prepare("SELECT chosen FROM settings").pluck().get();
	const known = typeof chosen === "string" ? SomeSettings.safeParse(parseJson(chosen)).data : undefined;
	return Settings.safeParse({ ...defaultSettings, ...known }).data ?? defaultSettings;
}

const SettingsRow = z.object({ chosen: z.string().transform(parseJson).pipe(Settings) });

export function writeSettings(database: WritableDatabase, settings: Settings): void {
	const put = prepareWrite(
		database,
		"the settings",
		SettingsRow,
		"INSERT INTO settings (one, chosen) VALUES (1, @chosen) ON CONFLICT DO UPDATE SET chosen = excluded.chosen",
	);
	put({ chosen: JSON.stringify(settings) });
}

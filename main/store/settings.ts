import { defaultSettings, Settings } from "../../core/contract/settings.ts";
import { assertOneChange, type ReadonlyDatabase, type WritableDatabase } from "../../sync/sqlite.ts";

/** The default for every setting that was never chosen, or that another version of the app stored in another shape. */
export function readSettings(database: ReadonlyDatabase): Settings {
	const chosen = database.prepare("SELECT chosen FROM settings").pluck().get();
	const known = typeof chosen === "string" ? Settings.partial().safeParse(JSON.parse(chosen)).data : undefined;
	return Settings.safeParse({ ...defaultSettings, ...known }).data ?? defaultSettings;
}

export function writeSettings(database: WritableDatabase, settings: Settings): void {
	const put = database
		.prepare(
			"INSERT INTO settings (one, chosen) VALUES (1, @chosen) ON CONFLICT DO UPDATE SET chosen = excluded.chosen",
		)
		.run({ chosen: JSON.stringify(settings) });
	assertOneChange("the settings", put);
}

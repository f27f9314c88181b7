import type { Clip } from "../words/clips.ts";
import type { Language } from "../words/language.ts";

const recordingUrls = import.meta.glob<string>("./voices/*/*.ogg", { query: "?url", import: "default", eager: true });

/** Where a recording lies; undefined where nobody has made it yet. */
export function recordingUrlOf(language: Language, clip: Clip): string | undefined {
	return recordingUrls[`./voices/${language}/${clip}.ogg`];
}

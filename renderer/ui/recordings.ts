import type { Clip } from "../words/clips.ts";
import type { Language } from "../words/language.ts";

const found = import.meta.glob<string>("./voices/*/*.ogg", { query: "?url", import: "default", eager: true });

/** Where a recording lies; undefined where nobody has made it yet. */
export function recordingOf(language: Language, clip: Clip): string | undefined {
	return found[`./voices/${language}/${clip}.ogg`];
}

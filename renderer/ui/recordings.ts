import { type Clip, clipPathOf } from "../words/clips.ts";
import type { Language } from "../words/language.ts";

const recordingUrls = import.meta.glob<string>("./voices/*/*/*.ogg", { query: "?url", import: "default", eager: true });

/** The URL of a recording; undefined where none has been made. */
export function recordingUrlOf(language: Language, clip: Clip): string | undefined {
	return recordingUrls[`./voices/${language}/${clipPathOf(clip)}`];
}

// `node test/machine/recordClips.ts`: records the sentences of renderer/words/*/clip-texts.ts into renderer/ui/voices/,
// with Debian's espeak-ng, sox and opus-tools. The recordings are committed: no build or test runs this.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { clipTexts } from "../../renderer/words/clip-texts.ts";
import { clipPathOf, clips } from "../../renderer/words/clips.ts";
import { type Language, languages } from "../../renderer/words/language.ts";
import { root } from "./folders.ts";

/** espeak-ng's Mandarin voice (Debian 1.51) reads its own pinyin as English; its pinyin voice reads it correctly. */
const speakers: Readonly<Record<Language, readonly string[]>> = {
	"zh-CN": ["-v", "cmn-latn-pinyin", "-s", "165", "-p", "52"],
	"zh-Hant": ["-v", "yue", "-s", "150", "-p", "52"],
	en: ["-v", "en-gb-x-rp", "-s", "145", "-p", "50"],
};

/** Tone sandhi before a fourth tone, which espeak-ng does not apply. */
function removeBreaks(text: string, language: Language): string {
	return language === "zh-CN" ? text.replace(/一(?=[次位])/g, "yi2 ").replace(/不(?=是)/g, "bu2 ") : text;
}

const work = mkdtempSync(join(tmpdir(), "pailou-clips-"));
try {
	for (const language of languages) {
		for (const clip of clips) {
			const path = join(root, "renderer", "ui", "voices", language, clipPathOf(clip));
			mkdirSync(dirname(path), { recursive: true });
			record(language, clipTexts[language][clip], path);
		}
	}
} finally {
	rmSync(work, { recursive: true });
}

function record(language: Language, text: string, path: string): void {
	const [raw, trimmed] = [join(work, "raw.wav"), join(work, "trimmed.wav")];
	execFileSync("espeak-ng", [...speakers[language], "-w", raw, removeBreaks(text, language)]);
	// Trims silence at both ends, leaves a short pause, and normalizes the loudness.
	const trim = ["silence", "1", "0.01", "0.5%", "reverse"];
	execFileSync("sox", [
		raw,
		"-r",
		"24000",
		trimmed,
		...trim,
		...trim,
		"norm",
		"-6",
		"lowpass",
		"7000",
		"norm",
		"-4",
		"pad",
		"0.03",
		"0.12",
	]);
	const opus = ["--quiet", "--bitrate", "14", "--speech", "--discard-comments", "--padding", "0", "--serial", "1"];
	execFileSync("opusenc", [...opus, trimmed, path]);
}

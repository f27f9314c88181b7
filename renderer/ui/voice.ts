import type { Clip } from "../words/clips.ts";
import type { Language } from "../words/language.ts";
import { recordingUrlOf } from "./recordings.ts";
import { openOutput } from "./sound.ts";
import { chooseVoice } from "./voice-choice.ts";

/** What is read aloud: in whole sentences by a voice of the system, or in recordings one after the other. */
export type Utterance = { readonly text: string; readonly clips: readonly Clip[] };

/** A little slower than one speaks: it is heard in a hall, and by old ears. */
const rate = 0.9;
/** The tune of the verdict comes first. */
const tuneDelayMs = 650;
/** A voice that has not begun by then is not there, whatever the system says. */
const startTimeoutMs = 2500;
const gapS = 0.06;

let utteranceId = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let sources: readonly AudioBufferSourceNode[] = [];
/** Kept, because Chromium forgets an utterance that nobody holds, and then it ends without a word. */
let current: SpeechSynthesisUtterance | null = null;
const decoded = new Map<string, Promise<AudioBuffer | null>>();

/** Reads it aloud instead of whatever is being read. `volume` in percent. */
export function speak(utterance: Utterance, language: Language, volume: number): void {
	stopSpeaking();
	if (volume === 0) return;
	const mine = utteranceId;
	timer = setTimeout(() => {
		const voice = chooseVoice(language, systemVoices());
		if (voice === null) void playClips(mine, utterance.clips, language);
		else speakWithVoice(mine, utterance, voice, language, volume);
	}, tuneDelayMs);
}

/** Silence, at once: nothing of what was said is heard any more. */
export function stopSpeaking(): void {
	utteranceId++;
	clearTimeout(timer);
	for (const source of sources) source.stop();
	sources = [];
	if (current === null) return;
	current = null;
	speechSynthesis.cancel();
}

/** Systems load their voices when they are first asked for. */
export function systemVoices(): readonly SpeechSynthesisVoice[] {
	return "speechSynthesis" in window ? speechSynthesis.getVoices() : [];
}

function speakWithVoice(
	mine: number,
	{ text, clips }: Utterance,
	voice: SpeechSynthesisVoice,
	language: Language,
	volume: number,
): void {
	const said = new SpeechSynthesisUtterance(text);
	Object.assign(said, { voice, lang: voice.lang, rate, volume: volume / 100 });
	const instead = () => {
		clearTimeout(timer);
		if (utteranceId !== mine) return;
		current = null;
		speechSynthesis.cancel();
		void playClips(mine, clips, language);
	};
	said.onstart = () => {
		if (utteranceId === mine) clearTimeout(timer);
	};
	said.onerror = instead;
	timer = setTimeout(instead, startTimeoutMs);
	current = said;
	speechSynthesis.speak(said);
}

async function playClips(mine: number, clips: readonly Clip[], language: Language): Promise<void> {
	const found = clips.flatMap((clip) => recordingUrlOf(language, clip) ?? []);
	const buffers = await Promise.all(found.map(loadBuffer));
	if (utteranceId !== mine) return;
	const { audio, gain } = openOutput();
	let at = audio.currentTime + 0.02;
	sources = buffers.flatMap((buffer) => {
		if (buffer === null) return [];
		const source = new AudioBufferSourceNode(audio, { buffer });
		source.connect(gain);
		source.start(at);
		at += buffer.duration + gapS;
		return [source];
	});
}

/** Null for a recording that cannot be had: the others are heard all the same. */
function loadBuffer(url: string): Promise<AudioBuffer | null> {
	const known = decoded.get(url);
	if (known !== undefined) return known;
	const made = fetch(url)
		.then(async (answer) => (answer.ok ? openOutput().audio.decodeAudioData(await answer.arrayBuffer()) : null))
		.catch(() => null);
	decoded.set(url, made);
	return made;
}

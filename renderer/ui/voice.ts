import type { Clip } from "../words/clips.ts";
import type { Language } from "../words/language.ts";
import { recordingUrlOf } from "./recordings.ts";
import { openOutput } from "./sound.ts";
import { chooseVoice } from "./voice-choice.ts";

/** A spoken message: whole sentences for a system voice, or recordings played in order. */
export type Utterance = { readonly text: string; readonly clips: readonly Clip[] };

/** Slower than normal speech, for large rooms and elderly listeners. */
const rate = 0.9;
/** The verdict's sound comes first. */
const tuneDelayMs = 650;
/** Some systems list voices that never speak: after this time the recordings are played instead. */
const startTimeoutMs = 2500;
const gapS = 0.06;

let utteranceId = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let sources: readonly AudioBufferSourceNode[] = [];
/**
 * Referenced here, because Chromium garbage-collects an utterance that nothing references and then stops it silently.
 */
let current: SpeechSynthesisUtterance | null = null;
const decoded = new Map<string, Promise<AudioBuffer | null>>();

/** Speaks it, and stops what is being spoken. `volume` in percent. */
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

/** Stops speech and recordings at once. */
export function stopSpeaking(): void {
	utteranceId++;
	clearTimeout(timer);
	for (const source of sources) source.stop();
	sources = [];
	if (current === null) return;
	current = null;
	speechSynthesis.cancel();
}

/** Systems load their voices on the first request, so the list may be empty at first. */
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

/** Null for a recording that cannot be loaded: the others are played. */
function loadBuffer(url: string): Promise<AudioBuffer | null> {
	const known = decoded.get(url);
	if (known !== undefined) return known;
	const made = fetch(url)
		.then(async (answer) => (answer.ok ? openOutput().audio.decodeAudioData(await answer.arrayBuffer()) : null))
		.catch(() => null);
	decoded.set(url, made);
	return made;
}

import { recordingUrlOf } from "./recordings.ts";
import { openOutput } from "./sound.ts";
import { createSpeaker, type SpeechOutput } from "./speaker.ts";

/** Slower than normal speech, for large rooms and elderly listeners. */
const rate = 0.9;
/** The pause between two recordings. */
const gapS = 0.06;

/**
 * Referenced here, because Chromium garbage-collects an utterance that nothing references and then stops it silently.
 */
let current: SpeechSynthesisUtterance | null = null;
const decoded = new Map<string, Promise<AudioBuffer | null>>();

const browserSpeech: SpeechOutput<SpeechSynthesisVoice, readonly AudioBuffer[]> = {
	voices: systemVoices,
	speak(text, voice, volume, { onStart, onError }) {
		const said = new SpeechSynthesisUtterance(text);
		Object.assign(said, { voice, lang: voice.lang, rate, volume: volume / 100, onstart: onStart, onerror: onError });
		current = said;
		speechSynthesis.speak(said);
	},
	cancel() {
		if (current !== null) speechSynthesis.cancel();
		current = null;
	},
	async load(clips, language) {
		const found = clips.flatMap((clip) => recordingUrlOf(language, clip) ?? []);
		const buffers = await Promise.all(found.map(loadBuffer));
		return buffers.filter((buffer) => buffer !== null);
	},
	play: playBuffers,
	after(delayMs, work) {
		const timer = setTimeout(work, delayMs);
		return () => clearTimeout(timer);
	},
};

const speaker = createSpeaker(browserSpeech);
export const { speak, stop: stopSpeaking } = speaker;

/** Systems load their voices on the first request, so the list may be empty at first. */
export function systemVoices(): readonly SpeechSynthesisVoice[] {
	return "speechSynthesis" in window ? speechSynthesis.getVoices() : [];
}

function playBuffers(buffers: readonly AudioBuffer[]): () => void {
	const { audio, gain } = openOutput();
	let at = audio.currentTime + 0.02;
	const sources = buffers.map((buffer) => {
		const source = new AudioBufferSourceNode(audio, { buffer });
		source.connect(gain);
		source.start(at);
		at += buffer.duration + gapS;
		return source;
	});
	return () => {
		for (const source of sources) source.stop();
	};
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

import type { Clip } from "../words/clips.ts";
import type { Language } from "../words/language.ts";
import { chooseVoice, type SystemVoice } from "./voice-choice.ts";

/** A spoken message: whole sentences for a system voice, or recordings played in order. */
export type Utterance = { readonly text: string; readonly clips: readonly Clip[] };

export type VoiceEvents = { readonly onStart: () => void; readonly onError: () => void };

/** The system's voices and the recordings, as parameters. `V` is a system voice, `R` what is loaded of recordings. */
export type SpeechOutput<V extends SystemVoice, R> = {
	readonly voices: () => readonly V[];
	/** Speaks with a system voice. `volume` in percent. */
	readonly speak: (text: string, voice: V, volume: number, events: VoiceEvents) => void;
	/** Stops the system voice. */
	readonly cancel: () => void;
	readonly load: (clips: readonly Clip[], language: Language) => Promise<R>;
	/** Plays the recordings one after the other, and returns what stops them. */
	readonly play: (recordings: R) => () => void;
	/** Runs `work` once, and returns its cancellation. */
	readonly after: (delayMs: number, work: () => void) => () => void;
};

export type Speaker = {
	/** Speaks it, and stops what is being spoken. `volume` in percent. */
	readonly speak: (utterance: Utterance, language: Language, volume: number) => void;
	/** Stops speech and recordings at once. */
	readonly stop: () => void;
};

/** The verdict's sound comes first. */
export const tuneDelayMs = 650;
/** Some systems list voices that never speak: after this time the recordings are played instead. */
export const startTimeoutMs = 2500;

/** Speaks one utterance at a time: with a voice of the system if it has one that speaks, otherwise by recordings. */
export function createSpeaker<V extends SystemVoice, R>(output: SpeechOutput<V, R>): Speaker {
	let utteranceId = 0;
	let isVoiceSpeaking = false;
	let cancelTimer = () => {};
	let stopClips = () => {};

	function stop(): void {
		utteranceId++;
		cancelTimer();
		stopClips();
		stopClips = () => {};
		cancelVoice();
	}

	function cancelVoice(): void {
		if (!isVoiceSpeaking) return;
		isVoiceSpeaking = false;
		output.cancel();
	}

	function speakWithVoice(
		mine: number,
		{ text, clips }: Utterance,
		voice: V,
		language: Language,
		volume: number,
	): void {
		// A cancelled utterance reports an error later, when the next one may already wait.
		const ifCurrent = (work: () => void) => () => {
			if (utteranceId === mine) work();
		};
		const playInstead = ifCurrent(() => {
			cancelTimer();
			cancelVoice();
			void playClips(mine, clips, language);
		});
		cancelTimer = output.after(startTimeoutMs, playInstead);
		isVoiceSpeaking = true;
		output.speak(text, voice, volume, { onStart: ifCurrent(() => cancelTimer()), onError: playInstead });
	}

	async function playClips(mine: number, clips: readonly Clip[], language: Language): Promise<void> {
		const recordings = await output.load(clips, language);
		if (utteranceId === mine) stopClips = output.play(recordings);
	}

	return {
		speak(utterance, language, volume) {
			stop();
			if (volume === 0) return;
			const mine = utteranceId;
			cancelTimer = output.after(tuneDelayMs, () => {
				const voice = chooseVoice(language, output.voices());
				if (voice === null) void playClips(mine, utterance.clips, language);
				else speakWithVoice(mine, utterance, voice, language, volume);
			});
		},
		stop,
	};
}

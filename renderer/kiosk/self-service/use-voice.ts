import { useEffect, useRef } from "preact/hooks";
import type { Language } from "../../../core/contract/settings.ts";
import { playSound } from "../../ui/sound.ts";
import type { Utterance } from "../../ui/speaker.ts";
import { speak, stopSpeaking, systemVoices } from "../../ui/voice.ts";
import type { VisitStage } from "./visit-stage.ts";

type VoiceOptions = {
	readonly stage: VisitStage;
	/** What is read aloud for it. */
	readonly utterance: Utterance | null;
	readonly language: Language;
	readonly isMuted: boolean;
	readonly volume: number;
};

/** Plays one tune and one sentence for each new stage, and the sentence again when the language changes. */
export function useVoice({ stage, utterance, language, isMuted, volume }: VoiceOptions): void {
	const key = stage.kind === "attract" ? "attract" : `${stage.kind} ${stage.scan.scan}`;
	const latest = useRef({ stage, utterance });
	latest.current = { stage, utterance };
	useEffect(() => void systemVoices(), []);
	useEffect(() => {
		const { kind } = latest.current.stage;
		if (kind !== "attract" && kind !== "thanks") playSound(kind);
	}, [key]);
	useEffect(() => {
		const { utterance } = latest.current;
		if (isMuted || utterance === null) stopSpeaking();
		else speak(utterance, language, volume);
	}, [key, utterance?.clips.join(" "), language, isMuted, volume]);
	useEffect(() => stopSpeaking, []);
}

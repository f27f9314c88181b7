import { useEffect, useRef } from "preact/hooks";
import type { Language } from "../../../core/contract/settings.ts";
import { sound } from "../../ui/sound.ts";
import { hush, speak, type Utterance, voices } from "../../ui/voice.ts";
import type { Stage } from "./stage.ts";

type Told = {
	readonly stage: Stage;
	/** What there is to say of it now. */
	readonly utterance: Utterance | null;
	readonly language: Language;
	readonly isMuted: boolean;
	readonly volume: number;
};

/** One tune and one sentence for each thing newly shown; the sentence again in a language newly chosen; then silence. */
export function useVoice({ stage, utterance, language, isMuted, volume }: Told): void {
	const key = stage.kind === "attract" ? "attract" : `${stage.kind} ${stage.scan.scan}`;
	const latest = useRef({ stage, utterance });
	latest.current = { stage, utterance };
	useEffect(() => void voices(), []);
	useEffect(() => {
		const { kind } = latest.current.stage;
		if (kind !== "attract" && kind !== "thanks") sound(kind);
	}, [key]);
	useEffect(() => {
		const { utterance } = latest.current;
		if (isMuted || utterance === null) hush();
		else speak(utterance, language, volume);
	}, [key, utterance?.clips.join(" "), language, isMuted, volume]);
	useEffect(() => hush, []);
}

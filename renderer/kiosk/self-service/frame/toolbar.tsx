import type { ComponentChildren } from "preact";
import { languages } from "../../../words/language.ts";
import { wordsOf } from "../../../words/words.ts";
import { useLocalization } from "../../localization.ts";
import type { CallButtonState } from "../call-button.ts";
import type { Preferences } from "../preferences.ts";
import { Bell, HeightPicture, SpeakerPicture } from "../screens/pictures.tsx";

type ToolbarProps = {
	readonly isMuted: boolean;
	readonly isLow: boolean;
	readonly setPreferences: (manner: Partial<Preferences>) => void;
	/** The button that calls staff. */
	readonly children: ComponentChildren;
};

/** The buttons that every stage has. */
export function Toolbar({ isMuted, isLow, setPreferences, children }: ToolbarProps) {
	const { words, language } = useLocalization();
	const { selfService } = words;
	const voice = isMuted ? selfService.unmute : selfService.mute;
	const height = isLow ? selfService.higher : selfService.lower;
	return (
		<nav class="rail">
			<fieldset class="rail-languages" aria-label={selfService.language}>
				{languages.map((one) => (
					<button
						type="button"
						key={one}
						lang={one}
						class="rail-key rail-language"
						data-language={one}
						aria-pressed={one === language}
						onClick={() => setPreferences({ language: one })}
					>
						{wordsOf(one).name}
					</button>
				))}
			</fieldset>
			<div class="rail-means">
				<button
					type="button"
					class="rail-key"
					data-touch="voice"
					data-muted={isMuted}
					aria-label={voice}
					onClick={() => setPreferences({ isMuted: !isMuted })}
				>
					<SpeakerPicture isOn={!isMuted} />
					<span class="rail-word">{voice}</span>
				</button>
				<button
					type="button"
					class="rail-key"
					data-touch="low"
					aria-label={height}
					onClick={() => setPreferences({ isLow: !isLow })}
				>
					<HeightPicture isLow={isLow} />
					<span class="rail-word">{height}</span>
				</button>
				{children}
			</div>
		</nav>
	);
}

type CallButtonProps = { readonly class: string; readonly call: CallButtonState; readonly onCall: () => void };

/** One button calls staff and cancels the call. */
export function CallButton({ class: name, call, onCall }: CallButtonProps) {
	const { words } = useLocalization();
	const { call: callWord, calling, cancelCall } = words.selfService;
	return (
		<button type="button" class={name} data-touch="call" aria-pressed={call.isCalled} onClick={onCall}>
			<Bell />
			{call.pending === "wanted" ? calling : call.isCalled ? cancelCall : callWord}
		</button>
	);
}

import { playSound, setVolume } from "../../../ui/sound.ts";
import { languages } from "../../../words/language.ts";
import { wordsOf } from "../../../words/words.ts";
import { useLocalization } from "../../localization.ts";
import { ChoiceGroup, type SectionProps } from "../controls.tsx";

const volumeStep = 10;

export function KioskModeSection({ state: { settings }, change }: SectionProps) {
	const { words } = useLocalization();
	const { modes, modeHints, ...use } = words.setup.use;

	/** Plays a sound at once, because a percentage does not say how loud it is. */
	function changeVolume(by: number): void {
		const volume = Math.min(100, Math.max(0, settings.volume + by));
		setVolume(volume);
		playSound("admitted");
		change({ volume });
	}

	return (
		<>
			<ChoiceGroup
				legend={use.mode}
				of={(["counter", "selfService"] as const).map((value) => ({
					value,
					name: modes[value],
					hint: modeHints[value],
				}))}
				chosen={settings.mode}
				onChoose={(mode) => change({ mode })}
			/>
			<ChoiceGroup
				legend={use.language}
				of={languages.map((value) => ({ value, name: wordsOf(value).name }))}
				chosen={settings.language}
				onChoose={(language) => change({ language })}
			/>
			<fieldset class="setup-choices">
				<legend>{use.volume}</legend>
				<button
					type="button"
					class="setup-choice"
					onClick={() => changeVolume(-volumeStep)}
					disabled={settings.volume === 0}
				>
					<b>{use.quieter}</b>
				</button>
				<output class="setup-volume">{settings.volume} %</output>
				<button
					type="button"
					class="setup-choice"
					onClick={() => changeVolume(volumeStep)}
					disabled={settings.volume === 100}
				>
					<b>{use.louder}</b>
				</button>
			</fieldset>
			<ChoiceGroup
				legend={use.voice}
				of={[
					{ value: true, name: use.on },
					{ value: false, name: use.off },
				]}
				chosen={settings.voice}
				onChoose={(voice) => change({ voice })}
			/>
		</>
	);
}

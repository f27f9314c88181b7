import type { ShortNumberAvailability } from "../../../../core/contract/contract.ts";
import { shortNumberFailuresToLock } from "../../../../core/journal/shortNumberLock.ts";
import { ceilToMinute, formatMoment } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { PanelFields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import type { MessageLines } from "./frame/panel-message.tsx";
import type { PanelViewProps } from "./use-panels.ts";

/** Entry of a short number, for a member who cannot show the code. */
export function NumberPanel({ panels, state: { shortNumbers }, nowMs, pressKey }: PanelViewProps) {
	const { words, language } = useLocalization();
	const time = (ms: number) => formatMoment(ceilToMinute(ms), nowMs, language);
	return (
		<PanelFrame
			name="number"
			title={words.number.title}
			lead={words.number.lead}
			keys={panels.number}
			action={words.number.ask}
			blocked={blockedBy(shortNumbers)}
			pressKey={pressKey}
		>
			<PanelFields keys={panels.number} labels={{ digits: words.number.digits, card: words.number.card }} />
			<p class="panel-note">
				{shortNumbers.kind === "open" &&
					shortNumbers.triesLeft < shortNumberFailuresToLock &&
					words.number.tries(shortNumbers.triesLeft)}
			</p>
		</PanelFrame>
	);

	function blockedBy(entry: ShortNumberAvailability): MessageLines | null {
		switch (entry.kind) {
			case "open":
				return null;
			case "locked":
				return words.number.locked(time(entry.untilMs));
			case "off":
				return words.number.off[entry.why];
		}
	}
}

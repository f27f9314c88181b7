import type { NumberEntry } from "../../../../core/contract/contract.ts";
import { failuresToLock } from "../../../../core/journal/shortNumberLock.ts";
import { tellMoment, wholeMinute } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import { Fields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import type { Lines } from "./frame/panel-told.tsx";
import type { PanelViewProps } from "./panels.tsx";

/** For a member whose phone is dead. */
export function NumberPanel({ panels, state: { numbers }, nowMs, say }: PanelViewProps) {
	const { words, language } = useReader();
	const time = (ms: number) => tellMoment(wholeMinute(ms), nowMs, language);
	return (
		<PanelFrame
			name="number"
			title={words.number.title}
			lead={words.number.lead}
			keys={panels.number}
			action={words.number.ask}
			blocked={blockedBy(numbers)}
			say={say}
		>
			<Fields keys={panels.number} labels={{ digits: words.number.digits, card: words.number.card }} />
			<p class="panel-note">
				{numbers.kind === "open" && numbers.triesLeft < failuresToLock && words.number.tries(numbers.triesLeft)}
			</p>
		</PanelFrame>
	);

	function blockedBy(entry: NumberEntry): Lines | null {
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

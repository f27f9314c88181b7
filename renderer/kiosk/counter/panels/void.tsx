import type { VoidOutcome } from "../../../../core/contract/contract.ts";
import { VoidReason } from "../../../../core/journal/values.ts";
import { Undo } from "../../../ui/shapes.tsx";
import { useLocalization } from "../../localization.ts";
import { ScanLine } from "./choice-lines.tsx";
import { parseOption } from "./forms/credential-fields.ts";
import { PanelDone } from "./frame/panel-done.tsx";
import { PanelFields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { PanelMessage } from "./frame/panel-message.tsx";
import { useLockedMessage, usePanelMessage, usePinMessage } from "./frame/use-panel-message.ts";
import type { PanelViewProps } from "./use-panels.ts";

/** Voids an admission. */
export function VoidPanel({ panels, state, pressKey }: PanelViewProps) {
	const { words } = useLocalization();
	const [pin, locked] = [usePinMessage(), useLockedMessage()];
	const { panel } = panels.void;
	const message = usePanelMessage(panel, (outcome) => {
		if (outcome.kind === "pinRefused") return pin(outcome);
		return outcome.kind === "voided" ? null : words.panels.void.failures[outcome.why];
	});
	const { title, lead, line, why, action } = words.panels.void;
	return (
		<PanelFrame
			name="void"
			title={title}
			lead={lead}
			keys={panels.void}
			action={action}
			blocked={state.pinLockedUntilMs === null ? none() : locked(state.pinLockedUntilMs)}
			done={panel.phase.kind === "done" && <VoidDone outcome={panel.phase.outcome} />}
			pressKey={pressKey}
		>
			<PanelFields
				keys={panels.void}
				labels={{ line, why, by: words.staff.by, pin: words.staff.pin }}
				renderOption={renderOption}
			/>
			<PanelMessage lines={message} />
		</PanelFrame>
	);

	function none() {
		const [lines] = panels.void.fields;
		return lines?.kind === "choice" && lines.options.length === 0 ? words.panels.void.none : null;
	}

	function renderOption(field: string, option: string) {
		if (field === "line")
			return (
				<ScanLine scans={panels.admissions.among(state.recentScans)} found={panels.admissions.found} line={option} />
			);
		const reason = parseOption(VoidReason.options, option);
		return field === "why" && reason !== null ? words.staff.voidReasons[reason] : option;
	}
}

function VoidDone({ outcome }: { readonly outcome: VoidOutcome }) {
	const { words } = useLocalization();
	if (outcome.kind !== "voided") return null;
	const { persons, remaining, line } = outcome;
	return (
		<PanelDone
			name="voided"
			shape={<Undo class="verdict-shape" />}
			word={words.panels.void.done(persons)}
			line={words.panels.void.again(remaining)}
			aside={words.side.line(line)}
		/>
	);
}

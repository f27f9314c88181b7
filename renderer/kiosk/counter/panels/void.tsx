import type { VoidOutcome } from "../../../../core/contract/contract.ts";
import { VoidReason } from "../../../../core/journal/values.ts";
import { Undone } from "../../../ui/shapes.tsx";
import { useReader } from "../../reader.ts";
import { oneOf } from "./forms/consent-fields.ts";
import { PanelDone } from "./frame/panel-done.tsx";
import { Fields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { Told } from "./frame/panel-told.tsx";
import { useLockedLines, usePinLines, useTold } from "./frame/use-told.ts";
import type { PanelViewProps } from "./panels.tsx";
import { ScanLine } from "./scan-line.tsx";

/** Undoes an admission: which, why, and the supervisor who stands by it. */
export function VoidPanel({ panels, state, say }: PanelViewProps) {
	const { words } = useReader();
	const [pin, locked] = [usePinLines(), useLockedLines()];
	const { panel } = panels.void;
	const told = useTold(panel, (outcome) => {
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
			done={panel.phase.kind === "done" && <Voided outcome={panel.phase.outcome} />}
			say={say}
		>
			<Fields keys={panels.void} labels={{ line, why, by: words.staff.by, pin: words.staff.pin }} tell={tell} />
			<Told lines={told} />
		</PanelFrame>
	);

	function none() {
		const [lines] = panels.void.fields;
		return lines?.kind === "choice" && lines.options.length === 0 ? words.panels.void.none : null;
	}

	function tell(field: string, option: string) {
		if (field === "line") return <ScanLine scans={state.recent} line={option} />;
		const reason = oneOf(VoidReason.options, option);
		return field === "why" && reason !== null ? words.staff.voidReasons[reason] : option;
	}
}

function Voided({ outcome }: { readonly outcome: VoidOutcome }) {
	const { words } = useReader();
	if (outcome.kind !== "voided") return null;
	const { persons, remaining, line } = outcome;
	return (
		<PanelDone
			name="voided"
			shape={<Undone class="verdict-shape" />}
			word={words.panels.void.done(persons)}
			line={words.panels.void.again(remaining)}
			aside={words.side.line(line)}
		/>
	);
}

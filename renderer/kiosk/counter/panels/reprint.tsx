import { Printer } from "../../../ui/shapes.tsx";
import { useLocalization } from "../../localization.ts";
import { ScanLine } from "./choice-lines.tsx";
import { PanelDone } from "./frame/panel-done.tsx";
import { PanelFields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { PanelMessage } from "./frame/panel-message.tsx";
import { usePanelMessage } from "./frame/use-panel-message.ts";
import type { PanelViewProps } from "./use-panels.ts";

/** Prints a ticket once more; the newest is chosen already. */
export function ReprintPanel({ panels, state, pressKey }: PanelViewProps) {
	const { words } = useLocalization();
	const { title, lead, line, action, failures, none, done, copy } = words.panels.reprint;
	const { panel } = panels.reprint;
	const message = usePanelMessage(panel, (outcome) => (outcome.kind === "queued" ? null : failures[outcome.why]));
	const outcome = panel.phase.kind === "done" && panel.phase.outcome.kind === "queued" ? panel.phase.outcome : null;
	return (
		<PanelFrame
			name="reprint"
			title={title}
			lead={lead}
			keys={panels.reprint}
			action={action}
			blocked={state.printer.kind === "none" ? failures.noPrinter : panels.reprint.isBlocked ? none : null}
			done={
				outcome !== null && (
					<PanelDone name="queued" shape={<Printer class="verdict-shape" />} word={done} line={copy(outcome.copy)} />
				)
			}
			pressKey={pressKey}
		>
			<PanelFields
				keys={panels.reprint}
				labels={{ line }}
				renderOption={(_, option) => (
					<ScanLine scans={panels.admissions.among(state.recentScans)} found={panels.admissions.found} line={option} />
				)}
			/>
			<PanelMessage lines={message} />
		</PanelFrame>
	);
}

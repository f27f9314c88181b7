import { Keycap } from "../../../ui/keycap.tsx";
import { useLocalization } from "../../localization.ts";
import { PanelFields } from "./frame/panel-fields.tsx";
import { PanelBlocked, PanelFrame } from "./frame/panel-frame.tsx";
import { PanelMessage } from "./frame/panel-message.tsx";
import { usePanelMessage } from "./frame/use-panel-message.ts";
import { LookUpResults } from "./look-up-results.tsx";
import type { PanelViewProps } from "./use-panels.ts";

/** Finds vouchers in today's list by the last four digits of the member's card. It admits nobody itself. */
export function LookUpPanel({ panels, nowMs, pressKey }: PanelViewProps) {
	const { words } = useLocalization();
	const { title, of, lead, card, action, failures, none, override } = words.panels.lookUp;
	const { panel } = panels.lookUp;
	const message = usePanelMessage(panel, (outcome) => (outcome.kind === "found" ? null : failures[outcome.why]));
	const found = panel.phase.kind === "done" && panel.phase.outcome.kind === "found" ? panel.phase.outcome : null;
	const isOverridable = found?.vouchers[panels.resultIndex]?.isOverridable === true;
	return (
		<PanelFrame
			name="lookUp"
			title={found === null ? title : of(panel.form.values.card ?? "")}
			lead={lead}
			keys={panels.lookUp}
			action={action}
			blocked={null}
			done={
				found !== null &&
				(found.vouchers.length === 0 ? (
					<PanelBlocked lines={none} />
				) : (
					<LookUpResults {...found} at={panels.resultIndex} nowMs={nowMs} choose={panels.chooseResult} />
				))
			}
			next={
				isOverridable && (
					<button type="button" class="panel-go" onClick={() => pressKey("Enter")}>
						{override}
						<Keycap>Enter</Keycap>
					</button>
				)
			}
			pressKey={pressKey}
		>
			<PanelFields keys={panels.lookUp} labels={{ card }} />
			<PanelMessage lines={message} />
		</PanelFrame>
	);
}

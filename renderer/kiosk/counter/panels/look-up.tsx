import { Keycap } from "../../../ui/keycap.tsx";
import { useReader } from "../../reader.ts";
import { Found } from "./found.tsx";
import { Fields } from "./frame/panel-fields.tsx";
import { Blocked, PanelFrame } from "./frame/panel-frame.tsx";
import { Told } from "./frame/panel-told.tsx";
import { useTold } from "./frame/use-told.ts";
import type { PanelViewProps } from "./panels.tsx";

/** What today's list knows of a member's card, by its last four. It admits nobody; a supervisor may. */
export function LookUpPanel({ panels, nowMs, say }: PanelViewProps) {
	const { words } = useReader();
	const { title, of, lead, card, action, failures, none, override } = words.panels.lookUp;
	const { panel } = panels.lookUp;
	const told = useTold(panel, (outcome) => (outcome.kind === "found" ? null : failures[outcome.why]));
	const found = panel.phase.kind === "done" && panel.phase.outcome.kind === "found" ? panel.phase.outcome : null;
	const isOverridable = found?.vouchers[panels.foundAt]?.isOverridable === true;
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
					<Blocked lines={none} />
				) : (
					<Found {...found} at={panels.foundAt} nowMs={nowMs} choose={panels.chooseFound} />
				))
			}
			next={
				isOverridable && (
					<button type="button" class="panel-go" onClick={() => say("Enter")}>
						{override}
						<Keycap>Enter</Keycap>
					</button>
				)
			}
			say={say}
		>
			<Fields keys={panels.lookUp} labels={{ card }} />
			<Told lines={told} />
		</PanelFrame>
	);
}

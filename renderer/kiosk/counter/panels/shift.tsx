import type { Shift } from "../../../../core/journal/values.ts";
import { Tick } from "../../../ui/shapes.tsx";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import type { ShiftOutcome } from "./forms/shift-form.ts";
import { PanelDone } from "./frame/panel-done.tsx";
import { PanelFields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { PanelMessage } from "./frame/panel-message.tsx";
import { usePanelMessage } from "./frame/use-panel-message.ts";
import { ShiftSlipView } from "./shift-slip.tsx";
import type { PanelViewProps } from "./use-panels.ts";

/** Opens a shift with a work number; closes it with a slip to compare with the ticket stubs. */
export function ShiftPanel({ panels, state: { shift }, nowMs, pressKey }: PanelViewProps) {
	const { words } = useLocalization();
	const { panel } = panels.shift;
	const { failures, staff, stubs } = words.panels.shift;
	const message = usePanelMessage(panel, (outcome) => {
		return outcome.kind === "notOpened" || outcome.kind === "notClosed" ? failures[outcome.why] : null;
	});
	const own = shift === null ? words.panels.shift.opening : words.panels.shift.closing;
	const isSlip = panel.phase.kind === "done" && panel.phase.outcome.kind === "closed";
	return (
		<PanelFrame
			name="shift"
			title={isSlip ? words.panels.shift.slip : own.title}
			lead={own.lead}
			keys={panels.shift}
			action={own.action}
			blocked={null}
			done={
				panel.phase.kind === "done" && (
					<ShiftDone outcome={panel.phase.outcome} staff={panel.form.values.staff ?? ""} nowMs={nowMs} />
				)
			}
			pressKey={pressKey}
		>
			{shift !== null && <ShiftSoFar shift={shift} />}
			<PanelFields keys={panels.shift} labels={{ staff, stubs }} />
			<PanelMessage lines={message} />
		</PanelFrame>
	);
}

type ShiftDoneProps = { readonly outcome: ShiftOutcome; readonly staff: string; readonly nowMs: number };

function ShiftDone({ outcome, staff, nowMs }: ShiftDoneProps) {
	const { words, language } = useLocalization();
	if (outcome.kind === "closed") return <ShiftSlipView slip={outcome.slip} />;
	const { opened, since } = words.panels.shift;
	const line = since(staff, formatTime(nowMs, language));
	return <PanelDone name="opened" shape={<Tick class="verdict-shape" />} word={opened} line={line} />;
}

/** The shift's totals so far, in one line. */
function ShiftSoFar({ shift }: { readonly shift: Shift }) {
	const { words, language } = useLocalization();
	const { slipRows } = words.panels.shift;
	return (
		<div class="so-far">
			<p>{words.panels.shift.since(shift.staff, formatTime(shift.openedAtMs, language))}</p>
			<dl>
				{(["persons", "admissions", "refusals", "voids", "overrides"] as const).map((name) => (
					<div key={name}>
						<dt>{slipRows[name]}</dt>
						<dd>{shift[name]}</dd>
					</div>
				))}
			</dl>
		</div>
	);
}

import type { Shift } from "../../../../core/journal/shift.ts";
import { Tick } from "../../../ui/shapes.tsx";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import type { ShiftOutcome } from "./forms/shift-form.ts";
import { PanelDone } from "./frame/panel-done.tsx";
import { Fields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { Told } from "./frame/panel-told.tsx";
import { useTold } from "./frame/use-told.ts";
import type { PanelViewProps } from "./panels.tsx";
import { Slip } from "./slip.tsx";

/** Opens a shift with a work number; closes it with a slip, held against the ticket stubs. */
export function ShiftPanel({ panels, state: { shift }, nowMs, say }: PanelViewProps) {
	const { words } = useReader();
	const { panel } = panels.shift;
	const { failures, staff, stubs } = words.panels.shift;
	const told = useTold(panel, (outcome) => {
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
					<Done outcome={panel.phase.outcome} staff={panel.form.values.staff ?? ""} nowMs={nowMs} />
				)
			}
			say={say}
		>
			{shift !== null && <SoFar shift={shift} />}
			<Fields keys={panels.shift} labels={{ staff, stubs }} />
			<Told lines={told} />
		</PanelFrame>
	);
}

type DoneProps = { readonly outcome: ShiftOutcome; readonly staff: string; readonly nowMs: number };

function Done({ outcome, staff, nowMs }: DoneProps) {
	const { words, language } = useReader();
	if (outcome.kind === "closed") return <Slip slip={outcome.slip} />;
	const { opened, since } = words.panels.shift;
	const line = since(staff, tellTime(nowMs, language));
	return <PanelDone name="opened" shape={<Tick class="verdict-shape" />} word={opened} line={line} />;
}

/** What the shift has done until now, in one line of figures. */
function SoFar({ shift }: { readonly shift: Shift }) {
	const { words, language } = useReader();
	const { slipRows } = words.panels.shift;
	return (
		<div class="so-far">
			<p>{words.panels.shift.since(shift.staff, tellTime(shift.openedAtMs, language))}</p>
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

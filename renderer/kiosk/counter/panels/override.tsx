import { mostOverrides } from "../../../../core/admission/pin.ts";
import { OverrideReason } from "../../../../core/journal/values.ts";
import { Seal } from "../../../ui/shapes.tsx";
import { pause } from "../../../words/refusal-words.ts";
import { useReader } from "../../reader.ts";
import { SessionLine } from "../side/session-line.tsx";
import { useTellRefusal } from "../verdict/use-tell-refusal.ts";
import { oneOf } from "./forms/consent-fields.ts";
import type { Subject } from "./forms/override-form.ts";
import { Fields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { type Lines, Told } from "./frame/panel-told.tsx";
import { useLockedLines, usePinLines, useTold } from "./frame/use-told.ts";
import type { PanelViewProps } from "./panels.tsx";

/** Admits in spite of a refusal: how many, why, and the supervisor who stands by it. */
export function OverridePanel({ panels, state, nowMs, say }: PanelViewProps) {
	const { words } = useReader();
	const [pin, locked] = [usePinLines(), useLockedLines()];
	const tellRefusal = useTellRefusal(nowMs, null);
	const told = useTold(panels.override.panel, (outcome) => (outcome.kind === "pinRefused" ? pin(outcome) : null));
	const { title, persons, why, action, left } = words.panels.override;
	return (
		<PanelFrame
			name="override"
			title={title}
			lead={panels.subject !== null && <SubjectLines subject={panels.subject} nowMs={nowMs} />}
			keys={panels.override}
			action={action}
			blocked={blocked()}
			say={say}
		>
			<Fields
				keys={panels.override}
				labels={{ persons, why, by: words.staff.by, pin: words.staff.pin }}
				tell={(field, option) => {
					const reason = oneOf(OverrideReason.options, option);
					return field === "why" && reason !== null ? words.staff.overrideReasons[reason] : option;
				}}
			/>
			<Told lines={told} />
			<p class="panel-note" data-overrides-left={state.overridesLeft}>
				{left(state.overridesLeft)}
			</p>
		</PanelFrame>
	);

	function blocked(): Lines | null {
		if (state.pinLockedUntilMs !== null) return locked(state.pinLockedUntilMs);
		if (state.overridesLeft > 0) return null;
		return tellRefusal({ reason: "overridesSpent", most: mostOverrides });
	}
}

/** Whom it is for, and what stands against it. */
function SubjectLines({ subject: { refusal, session }, nowMs }: { readonly subject: Subject; readonly nowMs: number }) {
	const { words } = useReader();
	const tellRefusal = useTellRefusal(nowMs, session);
	return (
		<span class="override-subject">
			<Seal />
			<b>{refusal === null ? words.panels.override.noCode : tellRefusal(refusal).line.replaceAll(pause, "")}</b>
			{session !== null && <SessionLine session={session} />}
		</span>
	);
}

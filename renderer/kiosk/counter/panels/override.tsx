import { mostOverrides } from "../../../../core/admission/override.ts";
import { OverrideReason } from "../../../../core/journal/values.ts";
import { Seal } from "../../../ui/shapes.tsx";
import { lineBreakOpportunity } from "../../../words/refusal-words.ts";
import { useLocalization } from "../../localization.ts";
import { useFormatRefusal } from "../verdict/use-format-refusal.ts";
import { SessionLine } from "./choice-lines.tsx";
import { parseOption } from "./forms/credential-fields.ts";
import type { OverrideSubject } from "./forms/override-form.ts";
import { PanelFields } from "./frame/panel-fields.tsx";
import { PanelFrame } from "./frame/panel-frame.tsx";
import { type MessageLines, PanelMessage } from "./frame/panel-message.tsx";
import { useLockedMessage, usePanelMessage, usePinMessage } from "./frame/use-panel-message.ts";
import type { PanelViewProps } from "./use-panels.ts";

/** Admits despite a refusal: the number of persons, the reason, and the supervisor who is responsible. */
export function OverridePanel({ panels, state, nowMs, pressKey }: PanelViewProps) {
	const { words } = useLocalization();
	const [pin, locked] = [usePinMessage(), useLockedMessage()];
	const formatRefusal = useFormatRefusal(nowMs, null);
	const message = usePanelMessage(panels.override.panel, (outcome) =>
		outcome.kind === "pinRefused" ? pin(outcome) : null,
	);
	const { title, persons, why, action, left } = words.panels.override;
	return (
		<PanelFrame
			name="override"
			title={title}
			lead={panels.subject !== null && <SubjectLines subject={panels.subject} nowMs={nowMs} />}
			keys={panels.override}
			action={action}
			blocked={blocked()}
			pressKey={pressKey}
		>
			<PanelFields
				keys={panels.override}
				labels={{ persons, why, by: words.staff.by, pin: words.staff.pin }}
				renderOption={(field, option) => {
					const reason = parseOption(OverrideReason.options, option);
					return field === "why" && reason !== null ? words.staff.overrideReasons[reason] : option;
				}}
			/>
			<PanelMessage lines={message} />
			<p class="panel-note" data-overrides-left={state.overridesLeft}>
				{left(state.overridesLeft)}
			</p>
		</PanelFrame>
	);

	function blocked(): MessageLines | null {
		if (state.pinLockedUntilMs !== null) return locked(state.pinLockedUntilMs);
		if (state.overridesLeft > 0) return null;
		return formatRefusal({ reason: "overridesSpent", most: mostOverrides });
	}
}

/** The voucher concerned, and why it was refused. */
function SubjectLines({
	subject: { refusal, others, session },
	nowMs,
}: {
	readonly subject: OverrideSubject;
	readonly nowMs: number;
}) {
	const { words } = useLocalization();
	const formatRefusal = useFormatRefusal(nowMs, session);
	return (
		<span class="override-subject">
			<Seal />
			<b>
				{refusal === null
					? words.panels.override.noCode
					: formatRefusal(refusal).line.replaceAll(lineBreakOpportunity, "")}
			</b>
			{others.map((other) => (
				<b key={other.reason}>{formatRefusal(other).line.replaceAll(lineBreakOpportunity, "")}</b>
			))}
			{session !== null && <SessionLine session={session} />}
		</span>
	);
}

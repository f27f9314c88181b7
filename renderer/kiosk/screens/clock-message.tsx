import type { TimeOutcome } from "../../../core/contract/contract.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arrow, Warning } from "../../ui/shapes.tsx";
import { PanelFields } from "../counter/panels/frame/panel-fields.tsx";
import { PanelMessage } from "../counter/panels/frame/panel-message.tsx";
import { usePanelMessage, usePinMessage } from "../counter/panels/frame/use-panel-message.ts";
import type { PanelControls } from "../counter/panels/use-panel.ts";
import { useLocalization } from "../localization.ts";

export type ClockOutcome = "idle" | "busy" | "refused" | "unanswered";

/** The outcome of the confirmation, or a note while it is awaited. */
export function ClockMessage({ outcome }: { readonly outcome: ClockOutcome }) {
	const { words } = useLocalization();
	if (outcome === "idle" || outcome === "busy") return <p class="clock-note">{words.clock.untilThen}</p>;
	const { line, remedy } = outcome === "refused" ? words.clock.refused : words.counter.failed;
	return (
		<p class="clock-note clock-failed" role="alert">
			<Warning />
			{line}
			<Arrow />
			{outcome === "refused" ? remedy : words.trouble.unknown.remedy}
		</p>
	);
}

type ClockCredentialsProps = { readonly keys: PanelControls<TimeOutcome>; readonly pressKey: (code: string) => void };

/** The credentials of the supervisor who confirms the time. */
export function ClockCredentials({ keys, pressKey }: ClockCredentialsProps) {
	const { words } = useLocalization();
	const pin = usePinMessage();
	const message = usePanelMessage(keys.panel, (outcome) => (outcome.kind === "pinRefused" ? pin(outcome) : null));
	const isAsking = keys.panel.phase.kind === "asking";
	return (
		<div class="clock-consent" data-phase={keys.panel.phase.kind}>
			<PanelFields keys={keys} labels={{ by: words.staff.by, pin: words.staff.pin }} />
			<div role="alert">
				<PanelMessage lines={message} />
			</div>
			<div class="panel-keys">
				<button type="button" class="panel-go" disabled={isAsking} onClick={() => pressKey("Enter")}>
					{isAsking ? words.clock.confirming : words.clock.confirm}
					<Keycap>Enter</Keycap>
				</button>
				<button type="button" disabled={isAsking} onClick={() => pressKey("Escape")}>
					{words.staff.back}
					<Keycap>Esc</Keycap>
				</button>
			</div>
		</div>
	);
}

import type { TimeOutcome } from "../../../core/contract/contract.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arrow, Attention } from "../../ui/shapes.tsx";
import { Fields } from "../counter/panels/frame/panel-fields.tsx";
import { Told } from "../counter/panels/frame/panel-told.tsx";
import { usePinLines, useTold } from "../counter/panels/frame/use-told.ts";
import type { PanelKeys } from "../counter/panels/use-panel.ts";
import { useReader } from "../reader.ts";

export type ClockOutcome = "idle" | "busy" | "refused" | "unanswered";

/** What became of the time that was confirmed, or what waits for it. */
export function ClockTold({ outcome }: { readonly outcome: ClockOutcome }) {
	const { words } = useReader();
	if (outcome === "idle" || outcome === "busy") return <p class="clock-note">{words.clock.untilThen}</p>;
	const { line, remedy } = outcome === "refused" ? words.clock.refused : words.counter.failed;
	return (
		<p class="clock-note clock-failed" role="alert">
			<Attention />
			{line}
			<Arrow />
			{outcome === "refused" ? remedy : words.trouble.unknown.remedy}
		</p>
	);
}

type ConsentProps = { readonly keys: PanelKeys<TimeOutcome>; readonly say: (code: string) => void };

/** The supervisor who stands by the time that is set. */
export function ClockConsent({ keys, say }: ConsentProps) {
	const { words } = useReader();
	const pin = usePinLines();
	const told = useTold(keys.panel, (outcome) => (outcome.kind === "pinRefused" ? pin(outcome) : null));
	const isAsking = keys.panel.phase.kind === "asking";
	return (
		<div class="clock-consent" data-phase={keys.panel.phase.kind}>
			<Fields keys={keys} labels={{ by: words.staff.by, pin: words.staff.pin }} />
			<div role="alert">
				<Told lines={told} />
			</div>
			<div class="panel-keys">
				<button type="button" class="panel-go" disabled={isAsking} onClick={() => say("Enter")}>
					{isAsking ? words.clock.confirming : words.clock.confirm}
					<Keycap>Enter</Keycap>
				</button>
				<button type="button" disabled={isAsking} onClick={() => say("Escape")}>
					{words.staff.back}
					<Keycap>Esc</Keycap>
				</button>
			</div>
		</div>
	);
}

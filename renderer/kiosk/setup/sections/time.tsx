import { useState } from "preact/hooks";
import type { ClockDoubt } from "../../../../core/contract/contract.ts";
import { formatDayAndTime } from "../../../words/time-format.ts";
import { callMain } from "../../call-main.ts";
import { useLocalization } from "../../localization.ts";
import { type SectionProps, StatusLine, type StatusMessage } from "../controls.tsx";

/** The supervisor chooses between this kiosk's time and the one that speaks against it. */
export function TimeSection({ bridge, state }: SectionProps) {
	const { words, language } = useLocalization();
	const text = words.setup.time;
	const [message, setMessage] = useState<StatusMessage | null>(null);
	const { clock, nowMs } = state;
	const doubt = clock.kind === "sure" ? clock.doubt : null;
	const otherMs = doubt === null ? nowMs : nowMs + aheadMsOf(doubt);
	const format = (ms: number) => formatDayAndTime(ms, language);

	async function confirm(chosenMs: number): Promise<void> {
		const answer = await callMain(bridge, "confirmTime", { nowMs: Math.max(0, Math.round(chosenMs)), by: null });
		const isTaken = answer.kind === "answer" && answer.output.kind === "confirmed";
		setMessage(isTaken ? { tone: "good", text: text.done } : { tone: "bad", text: text.notTaken });
	}

	return (
		<>
			<p class="setup-lead" data-doubt={doubt?.kind ?? ""}>
				{text.lead(format(nowMs))}
			</p>
			{doubt === null ? (
				<p class="setup-lead">{text.sure}</p>
			) : (
				<>
					<p class="setup-lead">{text.other[doubt.kind](format(otherMs))}</p>
					<p class="setup-lead">{text.compare}</p>
					<div class="setup-buttons">
						<button type="button" class="setup-main" onClick={() => void confirm(nowMs)}>
							{text.keep(format(nowMs))}
						</button>
						<button type="button" onClick={() => void confirm(otherMs)}>
							{text.take(format(otherMs))}
						</button>
					</div>
				</>
			)}
			<StatusLine is={message?.tone ?? "plain"}>{message?.text}</StatusLine>
		</>
	);
}

/** How far the other time is ahead of this kiosk's. */
function aheadMsOf(doubt: ClockDoubt): number {
	return doubt.kind === "movedByHub" ? -doubt.byMs : doubt.aheadMs;
}

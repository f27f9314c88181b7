import type { PinRefusal } from "../../../../../core/contract/contract.ts";
import { ceilToMinute, formatTime } from "../../../../words/time-format.ts";
import { useLocalization } from "../../../localization.ts";
import type { Panel } from "../panel.ts";
import type { MessageLines } from "./panel-message.tsx";

/** The message under the fields while the last submission has had no effect; otherwise null. */
export function usePanelMessage<O>({ phase }: Panel<O>, own: (outcome: O) => MessageLines | null): MessageLines | null {
	const { words } = useLocalization();
	if (phase.kind !== "filling" || phase.failure === null) return null;
	return phase.failure === "unanswered" ? words.staff.unanswered : own(phase.failure);
}

/** Formats the refusal of a PIN: it was wrong, or PINs are locked. */
export function usePinMessage(): (refusal: PinRefusal) => MessageLines {
	const { words } = useLocalization();
	const locked = useLockedMessage();
	return (refusal) => (refusal.why === "wrong" ? words.staff.pinWrong(refusal.triesLeft) : locked(refusal.untilMs));
}

export function useLockedMessage(): (untilMs: number) => MessageLines {
	const { words, language } = useLocalization();
	return (untilMs) => words.staff.pinLocked(formatTime(ceilToMinute(untilMs), language));
}

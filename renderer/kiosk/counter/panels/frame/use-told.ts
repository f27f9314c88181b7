import type { PinRefusal } from "../../../../../core/contract/contract.ts";
import { tellTime, wholeMinute } from "../../../../words/moment.ts";
import { useReader } from "../../../reader.ts";
import type { Panel } from "../panel.ts";
import type { Lines } from "./panel-told.tsx";

/** What stands under the fields while the last try did nothing. */
export function useTold<O>({ phase }: Panel<O>, own: (outcome: O) => Lines | null): Lines | null {
	const { words } = useReader();
	if (phase.kind !== "filling" || phase.told === null) return null;
	return phase.told === "unanswered" ? words.staff.unanswered : own(phase.told);
}

/** A PIN that was wrong, or that nothing takes for now. */
export function usePinLines(): (refusal: PinRefusal) => Lines {
	const { words } = useReader();
	const locked = useLockedLines();
	return (refusal) => (refusal.why === "wrong" ? words.staff.pinWrong(refusal.triesLeft) : locked(refusal.untilMs));
}

export function useLockedLines(): (untilMs: number) => Lines {
	const { words, language } = useReader();
	return (untilMs) => words.staff.pinLocked(tellTime(wholeMinute(untilMs), language));
}

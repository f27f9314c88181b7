import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import type { ReasonShown, RefusalContext, RefusalLines } from "./refusal-words.ts";

/** What a refusal tells a member at a self-service kiosk without staff. A reason without words is a type error. */
export type MemberRefusalWords = {
	readonly [R in ReasonShown]: (
		refusal: Extract<DisplayedRefusal, { reason: R }>,
		telling: RefusalContext,
	) => RefusalLines;
};

export function formatMemberRefusal(
	words: MemberRefusalWords,
	refusal: DisplayedRefusal,
	telling: RefusalContext,
): RefusalLines {
	// The entry for a reason takes exactly that reason's refusal; TypeScript cannot follow the correlation.
	const tell = words[refusal.reason] as (refusal: DisplayedRefusal, telling: RefusalContext) => RefusalLines;
	return tell(refusal, telling);
}

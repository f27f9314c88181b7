import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import type { ReasonShown, RefusalContext, RefusalLines } from "./refusal-words.ts";

/** What a refusal says to the member who stands before a self-service kiosk alone. A reason without its words does not compile. */
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
	// The reason picks the entry, and the entry takes exactly that reason's refusal; TypeScript cannot follow the pair.
	const tell = words[refusal.reason] as (refusal: DisplayedRefusal, telling: RefusalContext) => RefusalLines;
	return tell(refusal, telling);
}

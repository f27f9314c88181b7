import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import type { ReasonShown, RefusalContext, RefusalLines } from "./refusal-words.ts";

/** The words of a refusal for a member at a self-service kiosk without staff. A reason without words is a type error. */
export type MemberRefusalWords = {
	readonly [R in ReasonShown]: (
		refusal: Extract<DisplayedRefusal, { reason: R }>,
		context: RefusalContext,
	) => RefusalLines;
};

export function formatMemberRefusal(
	words: MemberRefusalWords,
	refusal: DisplayedRefusal,
	context: RefusalContext,
): RefusalLines {
	// The entry for a reason takes exactly that reason's refusal; TypeScript cannot follow the correlation.
	const format = words[refusal.reason] as (refusal: DisplayedRefusal, context: RefusalContext) => RefusalLines;
	return format(refusal, context);
}

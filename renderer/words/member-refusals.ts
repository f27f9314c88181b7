import type { RefusalShown } from "../../core/contract/contract.ts";
import type { ReasonShown, RefusalLines, Telling } from "./refusal-words.ts";

/** What a refusal says to the member who stands before a self-service kiosk alone. A reason without its words does not compile. */
export type MemberRefusals = {
	readonly [R in ReasonShown]: (refusal: Extract<RefusalShown, { reason: R }>, telling: Telling) => RefusalLines;
};

export function tellMember(words: MemberRefusals, refusal: RefusalShown, telling: Telling): RefusalLines {
	// The reason picks the entry, and the entry takes exactly that reason's refusal; TypeScript cannot follow the pair.
	const tell = words[refusal.reason] as (refusal: RefusalShown, telling: Telling) => RefusalLines;
	return tell(refusal, telling);
}

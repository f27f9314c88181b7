import type { SessionEntry } from "../../core/allocation/session.ts";
import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import type { Title } from "../../core/identity.ts";

export type ReasonShown = DisplayedRefusal["reason"];

/** Where a long Chinese line may break; elsewhere it breaks at punctuation only. */
export const lineBreakOpportunity = "\u200b";

/** What one refusal says: why, in one line, and what to do now, in the next. */
export type RefusalLines = { readonly line: string; readonly remedy: string };

/** How a sentence tells times and names: the language and the clock are already in it. */
export type RefusalContext = {
	readonly nowMs: number;
	/** How one comes in to the session the voucher is for; `open` where it is not known. */
	readonly entry: SessionEntry["kind"];
	readonly moment: (ms: number) => string;
	readonly day: (ms: number) => string;
	readonly title: (title: Title) => string;
};

/** One entry for each reason: a reason without its words does not compile. */
export type RefusalWords = {
	readonly [R in ReasonShown]: {
		/** A few characters for the list of last scans. */
		readonly short: string;
		readonly format: (refusal: Extract<DisplayedRefusal, { reason: R }>, telling: RefusalContext) => RefusalLines;
	};
};

export function formatRefusal(words: RefusalWords, refusal: DisplayedRefusal, telling: RefusalContext): RefusalLines {
	// The reason picks the entry, and the entry takes exactly that reason's refusal; TypeScript cannot follow the pair.
	const tell = words[refusal.reason].format as (refusal: DisplayedRefusal, telling: RefusalContext) => RefusalLines;
	return tell(refusal, telling);
}

export function isReason(words: RefusalWords, reason: string): reason is ReasonShown {
	return Object.hasOwn(words, reason);
}

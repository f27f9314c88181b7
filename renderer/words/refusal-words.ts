import type { SessionEntry } from "../../core/allocation/session.ts";
import type { DisplayedRefusal } from "../../core/contract/contract.ts";
import type { Title } from "../../core/identity.ts";

export type ReasonShown = DisplayedRefusal["reason"];

/** Where a long Chinese line may break; elsewhere it breaks at punctuation only. */
export const lineBreakOpportunity = "\u200b";

/** The two lines of a refusal: why, and what to do now. */
export type RefusalLines = { readonly line: string; readonly remedy: string };

/** How a sentence formats times and titles: language and current time are already bound. */
export type RefusalContext = {
	readonly nowMs: number;
	/** The kind of entry of the voucher's session; `open` where it is not known. */
	readonly entry: SessionEntry["kind"];
	readonly moment: (ms: number) => string;
	readonly day: (ms: number) => string;
	readonly title: (title: Title) => string;
};

/** One entry for each reason: a reason without words is a type error. */
export type RefusalWords = {
	readonly [R in ReasonShown]: {
		/** A few characters, for the list of recent scans. */
		readonly short: string;
		readonly format: (refusal: Extract<DisplayedRefusal, { reason: R }>, context: RefusalContext) => RefusalLines;
	};
};

export function formatRefusal(words: RefusalWords, refusal: DisplayedRefusal, context: RefusalContext): RefusalLines {
	// The entry for a reason takes exactly that reason's refusal; TypeScript cannot follow the correlation.
	const format = words[refusal.reason].format as (refusal: DisplayedRefusal, context: RefusalContext) => RefusalLines;
	return format(refusal, context);
}

export function isReason(words: RefusalWords, reason: string): reason is ReasonShown {
	return Object.hasOwn(words, reason);
}

import type { Refusal, RefusalReason } from "../../core/admission/decide.ts";
import { isOverridable } from "../../core/admission/override.ts";
import type { Assess, Assessment } from "./assess.ts";
import type { Credential } from "./offers.ts";

/** A decision, and the refusals that had to be waived on the way to it, the coarsest first. */
export type WaivedAssessment = {
	readonly assessment: Assessment;
	readonly waived: readonly RefusalReason[];
	readonly refusals: readonly Refusal[];
};

/** Decides for so many persons, and waives one refusal after the other while `mayWaive`. */
export function assessWaiving(
	assess: Assess,
	credential: Credential,
	persons: number | null,
	mayWaive: (refusal: Refusal) => boolean,
): WaivedAssessment {
	const refusals: Refusal[] = [];
	for (;;) {
		const waived = refusals.map(({ reason }) => reason);
		const assessment = assess(credential, persons, waived);
		const { decision } = assessment;
		if (decision.kind === "admissible") return { assessment, waived, refusals };
		const { refusal } = decision;
		// A refusal that stands although it is waived cannot be waived: there is nothing to admit to.
		if (!mayWaive(refusal) || waived.includes(refusal.reason)) return { assessment, waived, refusals };
		refusals.push(refusal);
	}
}

/** What an override must waive to admit all who remain. `refusals` are those waived. */
export type PossibleOverride = {
	readonly remaining: number;
	readonly waives: readonly RefusalReason[];
	readonly refusals: readonly Refusal[];
};

/** Null where no supervisor could admit: what is offered succeeds with a right PIN. */
export function assessOverride(assess: Assess, credential: Credential): PossibleOverride | null {
	const one = assessWaiving(assess, credential, null, isOverridable);
	const { remaining } = one.assessment;
	if (one.assessment.decision.kind === "refused" || remaining === 0) return null;
	const all = assessWaiving(assess, credential, remaining, isOverridable);
	if (all.assessment.decision.kind === "refused") return null;
	return { remaining, waives: all.waived, refusals: all.refusals };
}

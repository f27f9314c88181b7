import type { Decision } from "../../core/admission/decide.ts";
import type { Verdict } from "../../core/contract/contract.ts";
import type { Clock } from "../../sync/clock.ts";

/** As much of a decision as tells whether it is the same as before. */
type SightedDecision =
	| Pick<Extract<Decision, { kind: "admissible" }>, "kind" | "remaining">
	| { readonly kind: "refused"; readonly refusal: { readonly reason: string } };

/**
 * The verdicts of the last 3 s, by what was presented: the text of what is no voucher, else one key for every code, every
 * step of a rotating code and the short number of one issue of a voucher. One presentation is one scan, whichever scanners
 * read it and how often: camera, barcode scanners and typing all come through here.
 */
export type Sightings = {
	/** The verdict that this presentation got already; null where it is a scan of its own. */
	readonly find: (presented: string, decision: SightedDecision) => Verdict | null;
	readonly remember: (presented: string, verdict: Verdict) => void;
};

export const sameScanMs = 3_000;

/** `holds`: whether a verdict is still true, which it is not once its admission was voided. */
export function createSightings(clock: Pick<Clock, "monoMs">, holds: (verdict: Verdict) => boolean): Sightings {
	/** In the order of their verdicts. */
	const recent = new Map<string, { readonly verdict: Verdict; readonly atMs: number }>();

	return {
		find(presented, decision) {
			const seen = recent.get(presented);
			if (seen === undefined || clock.monoMs() - seen.atMs >= sameScanMs) return null;
			return isRepeatOf(seen.verdict, decision) && holds(seen.verdict) ? seen.verdict : null;
		},
		remember(presented, verdict) {
			const atMs = clock.monoMs();
			recent.delete(presented);
			recent.set(presented, { verdict, atMs });
			for (const [oldest, seen] of recent) {
				if (atMs - seen.atMs < sameScanMs) return;
				recent.delete(oldest);
			}
		},
	};
}

/** The list or a revocation speaks against the voucher. */
const takenBack: readonly string[] = ["revoked", "superseded", "cancelled", "blocked"];

/**
 * An admission is why its own code would be refused now, unless the voucher was taken back in between. Any other verdict
 * is given again only while the decision is the same: a list or the time may have come.
 */
function isRepeatOf(verdict: Verdict, decision: SightedDecision): boolean {
	switch (verdict.kind) {
		case "admitted":
			return decision.kind === "admissible" || !takenBack.includes(decision.refusal.reason);
		case "offered":
			return decision.kind === "admissible" && decision.remaining === verdict.remaining;
		case "refused":
			return decision.kind === "refused" && decision.refusal.reason === verdict.refusal.reason;
	}
}

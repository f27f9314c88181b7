import type { FoundVoucher, LookUpOutcome } from "../../../../core/contract/contract.ts";
import type { Key } from "../../scan/key.ts";
import type { PanelName } from "../command.ts";
import { type Counter, type CounterDisplay, enterDebounceMs } from "../counter.ts";
import { type OverrideSubject, subjectOfLookUp, subjectOfRefusal } from "./forms/override-form.ts";
import type { PanelPhase } from "./panel.ts";

/** Which panel is open, and what an override could be for. */
export type PanelSituation = {
	readonly open: PanelName | null;
	/** The open panel waits for its answer. */
	readonly isAsking: boolean;
	readonly lookUp: PanelPhase<LookUpOutcome>;
	/** The index of the chosen look-up result. */
	readonly resultIndex: number;
	readonly counter: Counter;
};

export type PanelChange =
	| { readonly kind: "none" }
	| { readonly kind: "close" }
	| { readonly kind: "open"; readonly name: Exclude<PanelName, "override"> }
	| { readonly kind: "override"; readonly subject: OverrideSubject };

/** What a panel's key does: opens it, closes it when it is open, or nothing while something else is being answered. */
export function decideToggle(name: PanelName, situation: PanelSituation): PanelChange {
	const { open, isAsking, counter } = situation;
	if (isAsking) return { kind: "none" };
	if (open === name) return { kind: "close" };
	if (open === null && isBusy(counter)) return { kind: "none" };
	return name === "override" ? decideOverride(situation) : { kind: "open", name };
}

/**
 * An override is for the refusal on screen, or for the chosen result of a look-up; without either, a look-up comes
 * first.
 */
export function decideOverride({ open, lookUp, resultIndex, counter }: PanelSituation): PanelChange {
	const subject = open === "lookUp" ? subjectOfResult(lookUp, resultIndex) : subjectOfDisplay(counter.display);
	if (subject !== null) return { kind: "override", subject };
	return open === "lookUp" ? { kind: "none" } : { kind: "open", name: "lookUp" };
}

/** What handles a key while a panel is open: its form, or the list of look-up results. */
export function keyTargetOf({ open, lookUp }: PanelSituation, key: Key): "form" | "results" | "none" {
	if (open === null) return "none";
	if (open !== "lookUp" || lookUp.kind !== "done" || key.code === "Escape") return "form";
	// The second press of a doubled Enter must not choose among results that nobody has read.
	return key.atMs - lookUp.sinceMs >= enterDebounceMs ? "results" : "none";
}

export function foundVouchersOf(lookUp: PanelPhase<LookUpOutcome>): readonly FoundVoucher[] {
	return lookUp.kind === "done" && lookUp.outcome.kind === "found" ? lookUp.outcome.vouchers : [];
}

function subjectOfResult(lookUp: PanelPhase<LookUpOutcome>, at: number): OverrideSubject | null {
	const found = foundVouchersOf(lookUp)[at];
	return found === undefined ? null : subjectOfLookUp(found);
}

function subjectOfDisplay(display: CounterDisplay): OverrideSubject | null {
	return display.kind === "final" ? subjectOfRefusal(display.verdict) : null;
}

/** Whether a scan is being checked or queued, or its offer is not answered yet. */
function isBusy({ request, display, queue }: Counter): boolean {
	return request !== null || display.kind === "offered" || queue.length > 0;
}

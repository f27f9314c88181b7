import type { Bridge, InputOf, RecentScan, VoidOutcome } from "../../../../../core/contract/contract.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import { VoidReason } from "../../../../../core/journal/values.ts";
import { answerOf } from "../../../call-main.ts";
import type { ReadyState } from "../../../screens/counter.tsx";
import type { PanelSpec } from "../use-panel.ts";
import { consentFields, consentOf, oneOf, reasonField } from "./consent-fields.ts";
import type { Field, Values } from "./form.ts";

/** Undoes one of the last admissions. */
export function voidForm(bridge: Bridge, state: ReadyState, nowMs: number): PanelSpec<VoidOutcome> {
	const { supervisors } = state;
	const scans = voidable(state.recent, nowMs);
	return {
		fields: voidFields(scans, supervisors),
		isBlocked: scans.length === 0 || state.pinLockedUntilMs !== null,
		ask: (values) => answerOf(bridge, "voidLine", voidAsked(values, supervisors)),
		isDone: ({ kind }) => kind === "voided",
	};
}

/** Which admission is undone, why, and who stands by it. */
export function voidFields(scans: readonly RecentScan[], supervisors: readonly StaffId[]): readonly Field[] {
	return [lineField(scans), reasonField(VoidReason.options), ...consentFields(supervisors)];
}

export function voidAsked(values: Values, supervisors: readonly StaffId[]): InputOf<"voidLine"> | null {
	const why = oneOf(VoidReason.options, values.why);
	const by = consentOf(values, supervisors);
	return why === null || by === null ? null : { line: Number(values.line), why, by };
}

/** One admission among the last; the newest is chosen already. */
export function lineField(scans: readonly RecentScan[]): Field {
	const options = scans.map(({ line }) => String(line));
	return { name: "line", kind: "choice", options, isPreset: true, check: () => null };
}

/** This window's last admissions that may still be undone, newest first. */
export function voidable(recent: readonly RecentScan[], nowMs: number): readonly RecentScan[] {
	return standing(recent).filter(({ outcome }) => {
		return outcome.kind === "admitted" && outcome.voidableUntilMs !== null && nowMs <= outcome.voidableUntilMs;
	});
}

/** The last admissions that were not undone, newest first. */
export function standing(recent: readonly RecentScan[]): readonly RecentScan[] {
	return recent
		.filter(({ outcome }) => outcome.kind === "admitted" && !outcome.isVoided)
		.toSorted((a, b) => b.line - a.line);
}

import type { Bridge, InputOf, RecentScan, VoidOutcome } from "../../../../../core/contract/contract.ts";
import type { ReadyState } from "../../../../../core/contract/kioskState.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import { VoidReason } from "../../../../../core/journal/values.ts";
import { callMainOrNull } from "../../../call-main.ts";
import type { PanelSpec } from "../panel-driver.ts";
import { credentialFields, credentialsOf, parseOption, reasonField } from "./credential-fields.ts";
import type { FormField, Values } from "./form.ts";

/** Voids one of the last admissions. */
export function createVoidPanel(
	bridge: Bridge,
	state: ReadyState,
	nowMs: number,
	admissions: readonly RecentScan[] = state.recentScans,
): PanelSpec<VoidOutcome> {
	const { supervisors } = state;
	const scans = voidableScansOf(admissions, nowMs);
	return {
		fields: voidFields(scans, supervisors),
		isBlocked: scans.length === 0 || state.pinLockedUntilMs !== null,
		submit: (values) => callMainOrNull(bridge, "voidLine", readVoidInput(values, supervisors)),
		isDone: ({ kind }) => kind === "voided",
	};
}

/** The admission, the reason, and the supervisor with PIN. */
export function voidFields(scans: readonly RecentScan[], supervisors: readonly StaffId[]): readonly FormField[] {
	return [createLineField(scans), reasonField(VoidReason.options), ...credentialFields(supervisors)];
}

export function readVoidInput(values: Values, supervisors: readonly StaffId[]): InputOf<"voidLine"> | null {
	const why = parseOption(VoidReason.options, values.why);
	const by = credentialsOf(values, supervisors);
	return why === null || by === null ? null : { line: Number(values.line), why, by };
}

/** One admission among the last; the newest is chosen already. */
export function createLineField(scans: readonly RecentScan[]): FormField {
	const options = scans.map(({ line }) => String(line));
	return { name: "line", kind: "choice", options, isPreset: true, check: () => null };
}

/** This kiosk's last admissions that may still be voided, newest first. */
export function voidableScansOf(recent: readonly RecentScan[], nowMs: number): readonly RecentScan[] {
	return unvoidedScansOf(recent).filter(({ outcome }) => {
		return outcome.kind === "admitted" && outcome.voidableUntilMs !== null && nowMs <= outcome.voidableUntilMs;
	});
}

/** The last admissions that were not voided, newest first. */
export function unvoidedScansOf(recent: readonly RecentScan[]): readonly RecentScan[] {
	return recent
		.filter(({ outcome }) => outcome.kind === "admitted" && !outcome.isVoided)
		.toSorted((a, b) => b.line - a.line);
}

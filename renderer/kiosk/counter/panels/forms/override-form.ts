import type { Session } from "../../../../../core/allocation/session.ts";
import type {
	Bridge,
	DisplayedRefusal,
	FoundVoucher,
	InputOf,
	PinRefusal,
	Verdict,
} from "../../../../../core/contract/contract.ts";
import type { ReadyState } from "../../../../../core/contract/kioskState.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import { OverrideReason } from "../../../../../core/journal/values.ts";
import { callMainOrNull } from "../../../call-main.ts";
import type { PanelSpec } from "../panel-driver.ts";
import { credentialFields, credentialsOf, parseOption, reasonField } from "./credential-fields.ts";
import type { FormField, Values } from "./form.ts";

/** What a supervisor may admit: a refused voucher, or one that a look-up found. It reserves nothing. */
export type OverrideSubject = {
	readonly offer: string;
	readonly remaining: number;
	/** Null where the voucher is admissible but its code cannot be shown. */
	readonly refusal: DisplayedRefusal | null;
	/** What is waived besides. */
	readonly others: readonly DisplayedRefusal[];
	readonly session: Session | null;
};

/** The contract's largest party. */
const maxPersons = 9;

/** Admits despite a refusal. The verdict area shows the outcome. */
export function createOverridePanel(
	bridge: Bridge,
	state: ReadyState,
	subject: OverrideSubject | null,
): PanelSpec<Verdict | PinRefusal> {
	const { supervisors } = state;
	return {
		fields: overrideFields(subject, supervisors),
		isBlocked: state.overridesLeft === 0 || state.pinLockedUntilMs !== null,
		submit: (values) => callMainOrNull(bridge, "override", readOverrideInput(subject, values, supervisors)),
		isDone: ({ kind }) => kind !== "pinRefused",
	};
}

/** The number of persons, the reason, and the supervisor with PIN. */
export function overrideFields(subject: OverrideSubject | null, supervisors: readonly StaffId[]): readonly FormField[] {
	const max = Math.min(subject?.remaining ?? 1, maxPersons);
	return [
		{ name: "persons", kind: "persons", max, check: () => null },
		reasonField(OverrideReason.options),
		...credentialFields(supervisors),
	];
}

export function readOverrideInput(
	subject: OverrideSubject | null,
	values: Values,
	supervisors: readonly StaffId[],
): InputOf<"override"> | null {
	const why = parseOption(OverrideReason.options, values.why);
	const by = credentialsOf(values, supervisors);
	if (subject === null || why === null || by === null) return null;
	return { offer: subject.offer, persons: Number(values.persons), why, by };
}

/** The subject of a refusal; null where an override is not allowed. */
export function subjectOfRefusal(verdict: Verdict): OverrideSubject | null {
	if (verdict.kind !== "refused" || verdict.override === null) return null;
	return { ...verdict.override, refusal: verdict.refusal, session: verdict.session };
}

export function subjectOfLookUp({
	offer,
	remaining,
	refusal,
	others,
	session,
	isOverridable,
}: FoundVoucher): OverrideSubject | null {
	return isOverridable ? { offer, remaining, refusal, others, session } : null;
}

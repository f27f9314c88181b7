import type { Session } from "../../../../../core/allocation/session.ts";
import type {
	Bridge,
	InputOf,
	LookedUp,
	PinRefusal,
	RefusalShown,
	Verdict,
} from "../../../../../core/contract/contract.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import { OverrideReason } from "../../../../../core/journal/values.ts";
import { answerOf } from "../../../call-main.ts";
import type { ReadyState } from "../../../screens/counter.tsx";
import type { PanelSpec } from "../use-panel.ts";
import { consentFields, consentOf, oneOf, reasonField } from "./consent-fields.ts";
import type { Field, Values } from "./form.ts";

/** Whom a supervisor may admit: what was refused, or what a look-up found. It holds no right. */
export type Subject = {
	readonly offer: string;
	readonly remaining: number;
	/** Null where a code would be admitted, but none can be shown. */
	readonly refusal: RefusalShown | null;
	readonly session: Session | null;
};

/** The contract's largest party. */
const mostPersons = 9;

/** Admits in spite of a refusal. Its verdict is the stage's to show. */
export function overrideForm(
	bridge: Bridge,
	state: ReadyState,
	subject: Subject | null,
): PanelSpec<Verdict | PinRefusal> {
	const { supervisors } = state;
	return {
		fields: overrideFields(subject, supervisors),
		isBlocked: state.overridesLeft === 0 || state.pinLockedUntilMs !== null,
		ask: (values) => answerOf(bridge, "override", overrideAsked(subject, values, supervisors)),
		isDone: ({ kind }) => kind !== "pinRefused",
	};
}

/** How many, why, and who stands by it. */
export function overrideFields(subject: Subject | null, supervisors: readonly StaffId[]): readonly Field[] {
	const most = Math.min(subject?.remaining ?? 1, mostPersons);
	return [
		{ name: "persons", kind: "persons", most, check: () => null },
		reasonField(OverrideReason.options),
		...consentFields(supervisors),
	];
}

export function overrideAsked(
	subject: Subject | null,
	values: Values,
	supervisors: readonly StaffId[],
): InputOf<"override"> | null {
	const why = oneOf(OverrideReason.options, values.why);
	const by = consentOf(values, supervisors);
	if (subject === null || why === null || by === null) return null;
	return { offer: subject.offer, persons: Number(values.persons), why, by };
}

/** What a refusal on the screen offers; null where no supervisor may. */
export function refusedSubject(verdict: Verdict): Subject | null {
	if (verdict.kind !== "refused" || verdict.override === null) return null;
	return { ...verdict.override, refusal: verdict.refusal, session: verdict.session };
}

export function foundSubject({ offer, remaining, refusal, session, isOverridable }: LookedUp): Subject | null {
	return isOverridable ? { offer, remaining, refusal, session } : null;
}

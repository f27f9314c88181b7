import { leastPinDigits, type SupervisorCredentials, weaknessOf } from "../../../../../core/admission/pin.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import type { FormField, Values } from "./form.ts";

export const maxPinDigits = 12;

/** The supervisor and the PIN. A single supervisor is preselected. */
export function credentialFields(supervisors: readonly StaffId[]): readonly FormField[] {
	const pin = pinField("pin", (typed) => (typed.length < leastPinDigits ? "short" : null));
	return [choiceField("by", supervisors), pin];
}

/** The reason; none is preselected. */
export function reasonField(reasons: readonly string[]): FormField {
	return choiceField("why", reasons);
}

export function credentialsOf({ by, pin }: Values, supervisors: readonly StaffId[]): SupervisorCredentials | null {
	const staff = parseOption(supervisors, by);
	return staff === null || pin === undefined ? null : { staff, pin };
}

/** A value as one of `options`; null if it is none of them. */
export function parseOption<T extends string>(options: readonly T[], value: string | undefined): T | null {
	return options.find((option) => option === value) ?? null;
}

/** The first supervisor's work number and PIN; the PIN twice, because it is not shown. */
export const supervisorFields: readonly FormField[] = [
	staffField("staff"),
	pinField("pin", weaknessOf),
	{ ...pinField("again", (again, { pin }) => (again === pin ? null : "different")), resetsField: "pin" },
];

export function staffField(name: string): FormField & { kind: "staff" } {
	return { name, kind: "staff", check: (value) => (value === "" ? "staff" : null) };
}

function choiceField(name: string, options: readonly string[]): FormField {
	return { name, kind: "choice", options, isPreset: false, check: (value) => (value === "" ? "choose" : null) };
}

function pinField(name: string, check: FormField["check"]): FormField & { kind: "digits" } {
	return { name, kind: "digits", max: maxPinDigits, isSecret: true, isFull: false, resetsField: null, check };
}

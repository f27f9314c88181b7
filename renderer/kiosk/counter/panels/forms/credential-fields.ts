import { leastPinDigits, type SupervisorCredentials, weaknessOf } from "../../../../../core/admission/pin.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import type { FormField, Values } from "./form.ts";

export const maxPinDigits = 12;

/** Who stands by it, and the PIN that shows it. One supervisor need not be chosen. */
export function credentialFields(supervisors: readonly StaffId[]): readonly FormField[] {
	const pin = pinField("pin", (typed) => (typed.length < leastPinDigits ? "short" : null));
	return [choiceField("by", supervisors), pin];
}

/** Why: it is never chosen beforehand. */
export function reasonField(reasons: readonly string[]): FormField {
	return choiceField("why", reasons);
}

export function credentialsOf({ by, pin }: Values, supervisors: readonly StaffId[]): SupervisorCredentials | null {
	const staff = parseOption(supervisors, by);
	return staff === null || pin === undefined ? null : { staff, pin };
}

/** A field's value, as one of what it may be. */
export function parseOption<T extends string>(options: readonly T[], value: string | undefined): T | null {
	return options.find((option) => option === value) ?? null;
}

/** The first supervisor's own work number and PIN; the PIN twice, because nobody sees it. */
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

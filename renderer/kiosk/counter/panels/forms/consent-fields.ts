import { type Consent, leastPinDigits, weaknessOf } from "../../../../../core/admission/pin.ts";
import type { StaffId } from "../../../../../core/identity.ts";
import type { Field, Values } from "./form.ts";

export const mostPinDigits = 12;

/** Who stands by it, and the PIN that shows it. One supervisor need not be chosen. */
export function consentFields(supervisors: readonly StaffId[]): readonly Field[] {
	const pin = pinField("pin", (typed) => (typed.length < leastPinDigits ? "short" : null));
	return [choiceField("by", supervisors), pin];
}

/** Why: it is never chosen beforehand. */
export function reasonField(reasons: readonly string[]): Field {
	return choiceField("why", reasons);
}

export function consentOf({ by, pin }: Values, supervisors: readonly StaffId[]): Consent | null {
	const staff = oneOf(supervisors, by);
	return staff === null || pin === undefined ? null : { staff, pin };
}

/** A field's value, as one of what it may be. */
export function oneOf<T extends string>(options: readonly T[], value: string | undefined): T | null {
	return options.find((option) => option === value) ?? null;
}

/** The first supervisor's own work number and PIN; the PIN twice, because nobody sees it. */
export const supervisorFields: readonly Field[] = [
	staffField("staff"),
	pinField("pin", weaknessOf),
	{ ...pinField("again", (again, { pin }) => (again === pin ? null : "different")), slipsTo: "pin" },
];

export function staffField(name: string): Field & { kind: "staff" } {
	return { name, kind: "staff", check: (value) => (value === "" ? "staff" : null) };
}

function choiceField(name: string, options: readonly string[]): Field {
	return { name, kind: "choice", options, isPreset: false, check: (value) => (value === "" ? "choose" : null) };
}

function pinField(name: string, check: Field["check"]): Field & { kind: "digits" } {
	return { name, kind: "digits", most: mostPinDigits, isSecret: true, isFull: false, slipsTo: null, check };
}

import type { StaffId } from "../../../core/identity.ts";
import { type Consent, leastPinDigits, weaknessOf } from "../../../core/supervision.ts";
import type { Field, Values } from "./form.ts";

export const mostPinDigits = 12;

/** Who stands by it, and the PIN that shows it. One supervisor need not be chosen. */
export function consentFields(supervisors: readonly StaffId[]): readonly Field[] {
	return [
		{
			name: "by",
			kind: "choice",
			options: supervisors,
			isPreset: false,
			check: (value) => (value === "" ? "choose" : null),
		},
		pinField("pin", (pin) => (pin.length < leastPinDigits ? "short" : null)),
	];
}

export function consentOf({ by, pin }: Values, supervisors: readonly StaffId[]): Consent | null {
	const staff = supervisors.find((one) => one === by);
	return staff === undefined || pin === undefined ? null : { staff, pin };
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

function pinField(name: string, check: Field["check"]): Field & { kind: "digits" } {
	return { name, kind: "digits", most: mostPinDigits, isSecret: true, isFull: false, slipsTo: null, check };
}

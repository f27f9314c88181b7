import { readShortNumber } from "../../../../../core/allocation/shortNumber.ts";
import type { ShortNumberAvailability } from "../../../../../core/contract/contract.ts";
import type { CounterDriver } from "../../counter-driver.ts";
import type { PanelSpec } from "../panel-driver.ts";
import type { FormField } from "./form.ts";

/** A short number typed by the clerk. It is queued as a scan is. */
export function createNumberPanel(
	driver: () => CounterDriver | undefined,
	numbers: ShortNumberAvailability,
): PanelSpec<"queued"> {
	return {
		fields: numberFields,
		isBlocked: numbers.kind !== "open",
		async submit({ digits = "", card = "" }) {
			driver()?.dispatch({ kind: "typed", number: digits, card, atMs: performance.now() });
			return "queued";
		},
		isDone: () => true,
	};
}

/** A wrong check digit is reported before the card is asked for. */
export const numberFields: readonly FormField[] = [
	{
		name: "digits",
		kind: "digits",
		max: 11,
		groups: [4, 4, 3],
		isSecret: false,
		isFull: true,
		resetsField: null,
		check(digits) {
			const reading = readShortNumber(digits);
			if (reading.kind === "shortNumber") return null;
			return reading.why === "checkDigit" ? "checkDigit" : "shortNumber";
		},
	},
	createCardField("card"),
];

/** The last four digits of a member's card. */
export function createCardField(name: string): FormField {
	return {
		name,
		kind: "digits",
		max: 4,
		groups: [4],
		isSecret: false,
		isFull: true,
		resetsField: null,
		check: (card) => (card.length < 4 ? "shortCard" : null),
	};
}

import { readShortNumber } from "../../../../../core/allocation/shortNumber.ts";
import type { NumberEntry } from "../../../../../core/contract/contract.ts";
import type { Desk } from "../../counter-driver.ts";
import type { PanelSpec } from "../use-panel.ts";
import type { Field } from "./form.ts";

/** What a clerk types for a member whose phone is dead: it waits its turn at the desk as a scan does. */
export function numberForm(desk: () => Desk | undefined, numbers: NumberEntry): PanelSpec<"told"> {
	return {
		fields: numberFields,
		isBlocked: numbers.kind !== "open",
		async ask({ digits = "", card = "" }) {
			desk()?.tell({ kind: "typed", number: digits, card, atMs: performance.now() });
			return "told";
		},
		isDone: () => true,
	};
}

/** A wrong check digit is said before the card is asked for. */
export const numberFields: readonly Field[] = [
	{
		name: "digits",
		kind: "digits",
		most: 11,
		groups: [4, 4, 3],
		isSecret: false,
		isFull: true,
		slipsTo: null,
		check(digits) {
			const reading = readShortNumber(digits);
			if (reading.kind === "shortNumber") return null;
			return reading.why === "checkDigit" ? "checkDigit" : "shortNumber";
		},
	},
	cardField("card"),
];

/** The last four of a member's card. */
export function cardField(name: string): Field {
	return {
		name,
		kind: "digits",
		most: 4,
		groups: [4],
		isSecret: false,
		isFull: true,
		slipsTo: null,
		check: (card) => (card.length < 4 ? "shortCard" : null),
	};
}

import { makeShortNumber } from "../../../../core/allocation/shortNumber.ts";
import type { NumberEntry } from "../../../../core/contract/contract.ts";
import { type Exhibit, says } from "../../exhibit.ts";
import { minuteMs, nowMs } from "../../samples/moment.ts";
import { ready } from "../../samples/window.ts";
import { presses, sees, types } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

const number = makeShortNumber("2946071358");

export const numberExhibits: readonly Exhibit[] = [
	entry("empty", "[data-panel-phase=filling]"),
	entry("half-typed", ".cells-caret", { steps: types("123456") }),
	entry("check-digit-wrong", "[data-slip=checkDigit]", { steps: types("12345678900") }),
	entry("too-short", "[data-slip=shortNumber]", { steps: [...types("12345"), presses("Enter")] }),
	entry("card-next", ".field-here[data-field=card]", { steps: types(number) }),
	entry("card-half", '[data-field=card][data-length="2"]', { steps: types(`${number}04`) }),
	entry("card-too-short", "[data-slip=shortCard]", { steps: [...types(`${number}04`), presses("Enter")] }),
	entry("few-tries", ".panel-note", { state: { kind: "open", triesLeft: 1 } }),
	entry("locked", "[data-panel-phase=blocked]", { state: { kind: "locked", untilMs: nowMs + 9 * minuteMs } }),
	entry("off-policy", "[data-panel-phase=blocked]", { state: { kind: "off", why: "policy" } }),
	entry("off-noIndex", "[data-panel-phase=blocked]", { state: { kind: "off", why: "noIndex" } }),
	entry("off-noAllocation", "[data-panel-phase=blocked]", { state: { kind: "off", why: "noAllocation" } }),
];

function entry(
	name: string,
	shows: string,
	other: { readonly state?: NumberEntry; readonly steps?: Exhibit["steps"] } = {},
): Exhibit {
	const numbers = other.state ?? { kind: "open", triesLeft: 5 };
	return atCounter(`number/${name}`, shows, {
		script: { state: says(ready({ numbers })) },
		steps: [sees("[data-verdict=waiting]"), presses("F2"), sees("[data-panel=number]"), ...(other.steps ?? [])],
	});
}

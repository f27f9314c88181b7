import type { NumberEntry } from "../../../core/contract.ts";
import { makeShortNumber } from "../../../core/shortNumber.ts";
import { type Exhibit, says } from "../exhibit.ts";
import { minuteMs, nowMs } from "../samples/moment.ts";
import { ready } from "../samples/window.ts";
import { fills, presses, sees } from "../steps.ts";
import { atCounter } from "./at-counter.ts";

const number = makeShortNumber("2946071358");

export const numberExhibits: readonly Exhibit[] = [
	entry("empty", "[data-number-state=open]"),
	entry("half-typed", ".number-caret", { steps: [fills("#number-digits", "123456")] }),
	entry("check-digit-wrong", "[data-slip=checkDigit]", { steps: [fills("#number-digits", "12345678900")] }),
	entry("too-short", "[data-slip=length]", { steps: [fills("#number-digits", "12345"), presses("Enter")] }),
	entry("card-next", ".number-here #number-card", { steps: [fills("#number-digits", number)] }),
	entry("card-half", ".number-here #number-card", {
		steps: [fills("#number-digits", number), fills("#number-card", "04")],
	}),
	entry("card-too-short", "[data-slip=card]", {
		steps: [fills("#number-digits", number), fills("#number-card", "04"), presses("Enter")],
	}),
	entry("few-tries", ".number-tries", { state: { kind: "open", triesLeft: 1 } }),
	entry("locked", "[data-number-state=locked]", { state: { kind: "locked", untilMs: nowMs + 9 * minuteMs } }),
	entry("off-policy", "[data-number-state=off]", { state: { kind: "off", why: "policy" } }),
	entry("off-noIndex", "[data-number-state=off]", { state: { kind: "off", why: "noIndex" } }),
	entry("off-noAllocation", "[data-number-state=off]", { state: { kind: "off", why: "noAllocation" } }),
];

function entry(
	name: string,
	shows: string,
	other: { readonly state?: NumberEntry; readonly steps?: Exhibit["steps"] } = {},
): Exhibit {
	const numbers = other.state ?? { kind: "open", triesLeft: 5 };
	return atCounter(`number/${name}`, shows, {
		script: { state: says(ready({ numbers })) },
		steps: [sees("[data-verdict=waiting]"), presses("F2"), sees("[data-number=open]"), ...(other.steps ?? [])],
	});
}

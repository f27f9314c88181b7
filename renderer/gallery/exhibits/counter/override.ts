import type { PinRefusal, Verdict } from "../../../../core/contract/contract.ts";
import { type Exhibit, says } from "../../exhibit.ts";
import { soiree } from "../../samples/palace.ts";
import { supervisors } from "../../samples/staff.ts";
import { admitted, overridable } from "../../samples/verdicts.ts";
import { type Ready, ready } from "../../samples/window.ts";
import { presses, scans, sees, types } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

const early = overridable(4, { reason: "tooEarly", fromMs: soiree.admitFrom, startsAtMs: soiree.startsAt });
const opened = [presses("F7"), sees("[data-panel=override]")];
const filled = [...opened, presses("Enter"), presses("Digit4"), ...types("271828"), presses("Enter")];

export const overrideExhibits: readonly Exhibit[] = [
	overriding("offered", ".refused-override", []),
	overriding("how-many", ".field-here[data-field=persons]", [...opened, presses("Digit3")]),
	overriding("why", ".field-here[data-field=why]", [...opened, presses("Enter"), presses("ArrowDown")]),
	overriding("who", ".field-here[data-field=by]", [...opened, presses("Enter"), presses("Digit4")], { supervisors }),
	overriding("pin", ".field-here[data-field=pin]", [...opened, presses("Enter"), presses("Digit4"), ...types("271")]),
	overriding("pin-wrong", ".panel-told b", filled, {}, { kind: "pinRefused", why: "wrong", triesLeft: 1 }),
	overriding("admitted", ".stage-overridden", filled, {}, admitted(4, 0, { session: soiree })),
	overriding("admitted-one-of-nine", ".stage-overridden", filled, {}, admitted(1, 8, { session: soiree })),
	overriding("spent", "[data-panel-phase=blocked]", opened, { overridesLeft: 0 }),
	overriding("few-left", '[data-overrides-left="1"]', opened, { overridesLeft: 1 }),
];

function overriding(
	state: string,
	shows: string,
	steps: Exhibit["steps"],
	other: Partial<Ready> = {},
	override: Verdict | PinRefusal = { kind: "pinRefused", why: "wrong", triesLeft: 4 },
): Exhibit {
	return atCounter(`override/${state}`, shows, {
		script: { state: says(ready(other)), scan: says(early), override: says(override) },
		steps: [sees("[data-verdict=waiting]"), scans("VOUCHER-1"), sees("[data-verdict=refused]"), ...steps],
	});
}

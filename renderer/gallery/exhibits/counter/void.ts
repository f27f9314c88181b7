import type { VoidOutcome } from "../../../../core/contract/contract.ts";
import { type Exhibit, fails, never, says } from "../../exhibit.ts";
import { minuteMs, nowMs } from "../../samples/moment.ts";
import { matinee } from "../../samples/palace.ts";
import { eventful, supervisors } from "../../samples/staff.ts";
import { type Ready, ready } from "../../samples/window.ts";
import { presses, sees, types } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

const pin = types("271828");
/** The newest admission, the second reason, and the supervisor's PIN. */
const filled = [presses("Enter"), presses("Digit2"), ...pin, presses("Enter")];
const voided = { kind: "voided", persons: 3, remaining: 3, session: matinee, atMs: nowMs, line: 141 } as const;

export const voidExhibits: readonly Exhibit[] = [
	voiding("which", ".field-here[data-field=line]"),
	voiding("why", ".field-here[data-field=why]", [presses("ArrowDown"), presses("Enter")]),
	voiding("no-reason", "[data-slip=choose]", [presses("Enter"), presses("Enter")]),
	voiding("who", ".field-here[data-field=by]", [presses("Enter"), presses("Digit1")], { supervisors }),
	voiding("pin", ".field-here[data-field=pin]", [presses("Enter"), presses("Digit5"), ...pin.slice(0, 4)]),
	voiding("pin-short", "[data-slip=short]", [
		presses("Enter"),
		presses("Digit5"),
		...pin.slice(0, 4),
		presses("Enter"),
	]),
	voiding("asking", "[data-panel-phase=asking]", filled, {}, never),
	voiding("voided", "[data-done=voided]", filled, {}, says<VoidOutcome>(voided)),
	voiding(
		"pin-wrong",
		".panel-told b",
		filled,
		{},
		says<VoidOutcome>({ kind: "pinRefused", why: "wrong", triesLeft: 3 }),
	),
	voiding("too-late", ".panel-told b", filled, {}, says<VoidOutcome>({ kind: "notVoided", why: "tooLate" })),
	voiding("unanswered", ".panel-told b", filled, {}, fails),
	voiding("locked", "[data-panel-phase=blocked]", [], { pinLockedUntilMs: nowMs + 9 * minuteMs }),
	voiding("nothing", "[data-panel-phase=blocked]", [], { recent: [] }),
];

function voiding(
	state: string,
	shows: string,
	steps: Exhibit["steps"] = [],
	other: Partial<Ready> = {},
	voidLine: () => Promise<VoidOutcome> = never,
): Exhibit {
	return atCounter(`void/${state}`, shows, {
		script: { state: says(ready({ recent: eventful, ...other })), voidLine },
		steps: [sees("[data-verdict=waiting]"), presses("F4"), sees("[data-panel=void]"), ...steps],
	});
}

import type { LookUpOutcome } from "../../../../core/contract/contract.ts";
import { type Exhibit, says } from "../../exhibit.ts";
import { found } from "../../samples/staff.ts";
import { pause, presses, sees, types } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

const asked = [...types("0417"), presses("Enter"), sees("[data-panel-phase=done]")];
/** Longer than an Enter pressed twice. */
const read = () => pause(500);
const many = Array.from({ length: 7 }, (_, i) => found[i % found.length]).flatMap((one, i) =>
	one === undefined ? [] : [{ ...one, offer: `o${i}` }],
);

export const lookUpExhibits: readonly Exhibit[] = [
	lookUp("empty", "[data-panel-phase=filling]", []),
	lookUp("too-short", "[data-slip=shortCard]", [...types("04"), presses("Enter")]),
	lookUp("found", '[data-found="4"]', asked, { kind: "found", vouchers: found, more: 0 }),
	lookUp("not-overridable", ".found-why", [...asked, read, presses("Digit3")], {
		kind: "found",
		vouchers: found,
		more: 0,
	}),
	lookUp("many", '[data-found="7"]', asked, { kind: "found", vouchers: many, more: 3 }),
	lookUp("none", ".panel-blocked", asked, { kind: "found", vouchers: [], more: 0 }),
	lookUp("no-list", ".panel-told b", [...types("0417"), presses("Enter")], {
		kind: "notLookedUp",
		why: "noAllocation",
	}),
	lookUp("override", "[data-panel=override]", [...asked, read, presses("F7")], {
		kind: "found",
		vouchers: found,
		more: 0,
	}),
];

function lookUp(
	state: string,
	shows: string,
	steps: Exhibit["steps"],
	outcome: LookUpOutcome = { kind: "notLookedUp", why: "notRecorded" },
): Exhibit {
	return atCounter(`look-up/${state}`, shows, {
		script: { lookUp: says(outcome) },
		steps: [sees("[data-verdict=waiting]"), presses("F3"), sees("[data-panel=lookUp]"), ...steps],
	});
}

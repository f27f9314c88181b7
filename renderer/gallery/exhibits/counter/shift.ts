import { type Exhibit, type Script, says } from "../../exhibit.ts";
import { shift, slip } from "../../samples/staff.ts";
import { type Ready, ready } from "../../samples/window.ts";
import { presses, sees, types } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

const open: Partial<Ready> = { shift };
const closed = [...types("116"), presses("Enter"), sees("[data-done=closed]")];

export const shiftExhibits: readonly Exhibit[] = [
	shifts("opening", ".field-here[data-field=staff]", {}, types("2017")),
	shifts("no-number", "[data-slip=staff]", {}, [presses("Enter")]),
	shifts("opened", "[data-done=opened]", {}, [...types("2017"), presses("Enter")], {
		openShift: says({ kind: "opened" }),
	}),
	shifts("not-opened", ".panel-told b", {}, [...types("2017"), presses("Enter")], {
		openShift: says({ kind: "notOpened", why: "noAllocation" }),
	}),
	atCounter("shift/at-work", "[data-shift]", { script: { state: says(ready(open)) } }),
	shifts("closing", ".field-here[data-field=stubs]", open, types("11")),
	shifts("slip-fewer", '[data-extra="-2"]', open, closed, { closeShift: says({ kind: "closed", slip }) }),
	shifts("slip-more", '[data-extra="3"]', open, closed, {
		closeShift: says({ kind: "closed", slip: { ...slip, stubs: 121, conflicts: 0, unsent: 0 } }),
	}),
	shifts("slip-same", '[data-extra="0"]', open, closed, {
		closeShift: says({ kind: "closed", slip: { ...slip, stubs: 118 } }),
	}),
	shifts("slip-not-counted", ".slip-stubs", open, [presses("Enter"), sees("[data-done=closed]")], {
		closeShift: says({ kind: "closed", slip: { ...slip, stubs: null } }),
	}),
];

function shifts(
	state: string,
	shows: string,
	other: Partial<Ready>,
	steps: Exhibit["steps"],
	script: Script = {},
): Exhibit {
	return atCounter(`shift/${state}`, shows, {
		script: { state: says(ready(other)), ...script },
		steps: [sees("[data-verdict=waiting]"), presses("F9"), sees("[data-panel=shift]"), ...steps],
	});
}

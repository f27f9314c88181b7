import type { TimeOutcome } from "../../../core/contract/contract.ts";
import { type Exhibit, fails, never, type Script, says } from "../exhibit.ts";
import { at, hourMs, nowMs } from "../samples/moment.ts";
import { supervisors } from "../samples/staff.ts";
import { type Ready, ready } from "../samples/window.ts";
import { presses, sees } from "../steps.ts";
import { atKiosk } from "./at-kiosk.ts";

const machineMs = nowMs - 26 * hourMs;

/** A window that was enrolled, but has nobody who answers for it. */
const alone = unsureOf({ supervisors: [] });
const pin = [..."271828"].map((figure) => `Digit${figure}`);
const notTaken = says<TimeOutcome>({ kind: "notTaken" });
const wrong: TimeOutcome = { kind: "pinRefused", why: "wrong", triesLeft: 2 };

export const clockExhibits: readonly Exhibit[] = [
	unsure("before-last-line", "[data-outcome=idle]", {}),
	atKiosk("clock/never-right", "[data-screen=clock]", {
		script: {
			state: says(ready({ clock: { kind: "unsure", machineMs: Date.UTC(2000, 0, 1), lastLineMs: null } })),
		},
	}),
	unsure("day-chosen", ".clock-day[aria-pressed=true]", {}, "ArrowLeft", "ArrowUp"),
	unsure("confirming", "[data-outcome=busy]", { confirmTime: never, state: says(alone) }, "Enter"),
	unsure("refused", "[data-outcome=refused]", { confirmTime: notTaken, state: says(alone) }, "Enter"),
	unsure("unanswered", "[data-outcome=unanswered]", { confirmTime: fails, state: says(alone) }, "Enter"),
	unsure("who", ".field-here[data-field=by]", { state: says(unsureOf({ supervisors })) }, "Enter"),
	unsure("pin", '[data-field=pin][data-length="3"]', {}, "Enter", ...pin.slice(0, 3)),
	unsure("pin-wrong", ".panel-told b", { confirmTime: says<TimeOutcome>(wrong) }, "Enter", ...pin, "Enter"),
	unsure("pin-asking", ".clock-consent[data-phase=asking]", { confirmTime: never }, "Enter", ...pin, "Enter"),
	unsure("refused-to-a-supervisor", "[data-outcome=refused]", { confirmTime: notTaken }, "Enter", ...pin, "Enter"),
];

function unsure(state: string, shows: string, script: Script, ...keys: readonly string[]): Exhibit {
	return atKiosk(`clock/${state}`, shows, {
		script: { state: says(unsureOf({})), ...script },
		steps: [sees("[data-screen=clock]"), ...keys.map((code) => presses(code))],
	});
}

function unsureOf(other: Partial<Ready>): Ready {
	return ready({ clock: { kind: "unsure", machineMs, lastLineMs: at("09:12") }, ...other });
}

import type { TimeOutcome } from "../../../core/contract.ts";
import { type Exhibit, fails, never, type Script, says } from "../exhibit.ts";
import { at, hourMs, nowMs } from "../samples/moment.ts";
import { ready } from "../samples/window.ts";
import { presses, sees } from "../steps.ts";
import { atKiosk } from "./at-kiosk.ts";

const machineMs = nowMs - 26 * hourMs;

export const clockExhibits: readonly Exhibit[] = [
	unsure("before-last-line", "[data-outcome=idle]", {}),
	atKiosk("clock/never-right", "[data-screen=clock]", {
		script: {
			state: says(ready({ clock: { kind: "unsure", machineMs: Date.UTC(2000, 0, 1), lastLineMs: null } })),
		},
	}),
	unsure("day-chosen", ".clock-day[aria-pressed=true]", {}, "ArrowLeft", "ArrowUp"),
	unsure("confirming", "[data-outcome=busy]", { confirmTime: never }, "Enter"),
	unsure("refused", "[data-outcome=refused]", { confirmTime: says<TimeOutcome>({ kind: "notTaken" }) }, "Enter"),
	unsure("unanswered", "[data-outcome=unanswered]", { confirmTime: fails }, "Enter"),
];

function unsure(state: string, shows: string, script: Script, ...keys: readonly string[]): Exhibit {
	return atKiosk(`clock/${state}`, shows, {
		script: { state: says(ready({ clock: { kind: "unsure", machineMs, lastLineMs: at("09:12") } })), ...script },
		steps: [sees("[data-screen=clock]"), ...keys.map((code) => presses(code))],
	});
}

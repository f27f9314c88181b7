import type { SupervisorOutcome } from "../../../core/contract/contract.ts";
import { type Exhibit, fails, never, type Script, says } from "../exhibit.ts";
import { ready } from "../samples/window.ts";
import { presses, sees } from "../steps.ts";
import { atKiosk } from "./at-kiosk.ts";

const staff = [..."1001"].map((figure) => `Digit${figure}`);
const pin = [..."271828"].map((figure) => `Digit${figure}`);
const filled = [...staff, "Enter", ...pin, "Enter", ...pin, "Enter"];

export const supervisorExhibits: readonly Exhibit[] = [
	first("empty", "[data-phase=filling]", {}),
	first("pin-half", '[data-field=pin][data-length="3"]', {}, ...staff, "Enter", ...pin.slice(0, 3)),
	first("pin-short", "[data-slip=short]", {}, ...staff, "Enter", ...pin.slice(0, 3), "Enter"),
	first(
		"pin-sequence",
		"[data-slip=sequence]",
		{},
		...staff,
		"Enter",
		...["1", "2", "3", "4", "5", "6"].map((n) => `Digit${n}`),
		"Enter",
	),
	first("different", "[data-slip=different]", {}, ...staff, "Enter", ...pin, "Enter", ...pin, "Digit1", "Enter"),
	first("saving", "[data-phase=asking]", { setSupervisor: never }, ...filled),
	first(
		"not-recorded",
		".panel-told b",
		{ setSupervisor: says<SupervisorOutcome>({ kind: "notSet", why: "notRecorded" }) },
		...filled,
	),
	first("unanswered", ".panel-told b", { setSupervisor: fails }, ...filled),
];

function first(state: string, shows: string, script: Script, ...keys: readonly string[]): Exhibit {
	return atKiosk(`supervisor/${state}`, shows, {
		sizes: ["1280x800", "1920x1080", "1080x1920"],
		script: { state: says(ready({ supervisors: [] })), ...script },
		steps: [sees("[data-screen=supervisor]"), ...keys.map((code) => presses(code))],
	});
}

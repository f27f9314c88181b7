import { firstSettings } from "../../../core/contract/settings.ts";
import type { CameraState } from "../../kiosk/scan/camera-state.ts";
import { themes } from "../../ui/themes.ts";
import { type Exhibit, never, says } from "../exhibit.ts";
import { nowMs } from "../samples/moment.ts";
import { tallies } from "../samples/palace.ts";
import type { Ready } from "../samples/window.ts";
import { clicks, scans, sees } from "../steps.ts";
import { alone, atSelfService } from "./at-self-service.ts";

const waiting = "[data-verdict=waiting]";
const scanner = { ...firstSettings, mode: "selfService", serial: { path: "/dev/ttyUSB0", baudRate: 9600 } } as const;

export const selfServiceExhibits: readonly Exhibit[] = [
	atSelfService("attract/on", `${waiting} [data-camera=on]`),
	atSelfService("attract/low", "[data-low=true]", { steps: [clicks("[data-touch=low]")] }),
	atSelfService("attract/muted", "[data-muted=true]", { steps: [clicks("[data-touch=voice]")] }),
	atSelfService("attract/camera-starting", "[data-camera=starting]", { camera: "starting" }),
	attract("fixed-scanner", "[data-view=scanner]", { settings: scanner, serial: { kind: "open" } }, "absent"),
	atSelfService("attract/checking", "[data-asking=scan]", {
		script: { scan: never },
		steps: [sees(waiting), scans("VOUCHER-1")],
	}),
	attract("nothing-today", ".activities-none", { sessions: [], current: null }),
	attract("all-over", ".activities-none", {
		sessions: tallies.map((tally) => ({ ...tally, session: { ...tally.session, admitUntil: nowMs } })),
	}),
	attract("fully-booked", '[data-left="0"]', {
		sessions: tallies.map((tally) => ({ ...tally, allocated: tally.session.capacity })),
	}),
	attract("call-wanted", "[data-call=wanted]", {
		wanted: [{ of: "member", why: null, sinceMs: nowMs }],
	}),
	atSelfService("attract/call-failed", "[data-call=failed]", {
		script: { callStaff: says({ kind: "notNoted", why: "notRecorded" }) },
		steps: [clicks("[data-touch=call]")],
	}),
	...themes.map(({ holiday, words }): Exhibit => {
		const programme = { "zh-CN": `2026 年${words[0]}职工节日文化服务` };
		const one = attract(`holiday-${holiday}`, ".themed", { programme });
		return { ...one, sizes: ["1080x1920", "1920x1080"] };
	}),
];

function attract(state: string, shows: string, other: Partial<Ready>, camera: CameraState = "on"): Exhibit {
	return atSelfService(`attract/${state}`, shows, { script: { state: says(alone(other)) }, camera });
}

import type { CameraState } from "../../../kiosk/scan/camera-state.ts";
import { type Exhibit, fails, never, says } from "../../exhibit.ts";
import { tallies } from "../../samples/palace.ts";
import { offered, refused } from "../../samples/verdicts.ts";
import { ready } from "../../samples/window.ts";
import { presses, scans, sees } from "../../steps.ts";
import { atCounter } from "./at-counter.ts";

const cameras: Readonly<Record<CameraState, Exhibit>> = {
	on: waiting("on"),
	starting: waiting("starting"),
	absent: waiting("absent"),
	denied: waiting("denied"),
	unplugged: waiting("unplugged"),
	failed: waiting("failed"),
};

export const counterExhibits: readonly Exhibit[] = [
	...Object.values(cameras),
	atCounter("keymap/open", "[data-keymap=open]", { steps: [sees("[data-verdict=waiting]"), presses("F1")] }),
	atCounter("queue/checking", "[data-asking=scan]", { script: { scan: never }, steps: [...scan("VOUCHER-1")] }),
	atCounter("queue/one-waits", '[data-verdict=offered][data-queued="1"]', {
		script: { scan: says(offered(3)) },
		steps: [...scan("VOUCHER-1"), sees("[data-verdict=offered]"), scans("VOUCHER-2")],
	}),
	atCounter("queue/three-wait", '[data-verdict=offered][data-queued="3"]', {
		script: { scan: says(offered(4)) },
		steps: [
			...scan("VOUCHER-1"),
			sees("[data-verdict=offered]"),
			scans("VOUCHER-2"),
			scans("VOUCHER-3"),
			scans("VOUCHER-4"),
		],
	}),
	atCounter("queue/behind-a-refusal", '[data-verdict=refused][data-queued="1"]', {
		script: { scan: ({ text }) => (text === "VOUCHER-1" ? says(refused({ reason: "cancelled" }))() : never()) },
		steps: [
			...scan("VOUCHER-1"),
			sees("[data-verdict=refused]"),
			scans("VOUCHER-2"),
			sees("[data-asking=scan]"),
			scans("VOUCHER-3"),
		],
	}),
	atCounter("trouble/failed", "[data-reason=failed]", { script: { scan: fails }, steps: [...scan("VOUCHER-1")] }),
	atCounter("trouble/unanswered", "[data-reason=unanswered]", {
		script: { scan: never },
		steps: [...scan("VOUCHER-1")],
	}),
	atCounter("side/no-session", ".now-none", {
		script: { state: says(ready({ allocation: null, current: null, sessions: [], recent: [] })) },
	}),
	atCounter("side/nobody-yet", ".recent-none", {
		script: {
			state: says(ready({ recent: [], sessions: tallies.map((tally) => ({ ...tally, admitted: 0 })) })),
		},
	}),
	atCounter("side/one-session", ".now-title", { script: { state: says(ready({ sessions: tallies.slice(0, 1) })) } }),
	atCounter("side/next-session", '[data-session="104"] .now-when', {
		script: { state: says(ready({ current: 104 })) },
	}),
	atCounter("side/all-admitted", '[data-expected="0"]', {
		script: {
			state: says(ready({ sessions: tallies.map((tally) => ({ ...tally, admitted: tally.allocated })) })),
		},
	}),
];

function waiting(camera: CameraState): Exhibit {
	return atCounter(`waiting/camera-${camera}`, `[data-verdict=waiting] [data-camera=${camera}]`, { camera });
}

function scan(text: string) {
	return [sees("[data-verdict=waiting]"), scans(text)];
}

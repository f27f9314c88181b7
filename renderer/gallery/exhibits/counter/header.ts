import type { HubTrouble, KioskState } from "../../../../core/contract/contract.ts";
import { themes } from "../../../ui/themes.ts";
import { type Exhibit, says } from "../../exhibit.ts";
import { hourMs, minuteMs, nowMs } from "../../samples/moment.ts";
import { allocation, type Ready, ready } from "../../samples/window.ts";
import { atCounter } from "./at-counter.ts";

type AllocationTrouble = NonNullable<Extract<KioskState, { kind: "ready" }>["allocationTrouble"]>;

const status = ready().status;
const offline: Partial<Ready> = {
	status: { ...status, net: "none", trouble: "unreachable", unsent: 12, lastHeardAtMs: nowMs - 18 * minuteMs },
};

const hubTroubles: Readonly<Record<HubTrouble, Exhibit>> = {
	unreachable: header("offline", "[data-net=none]", offline),
	slow: hubTrouble("slow"),
	rubbish: hubTrouble("rubbish"),
	refused: hubTrouble("refused"),
	outOfStep: hubTrouble("outOfStep"),
};

const allocationTroubles: Readonly<Record<AllocationTrouble, Exhibit>> = {
	untrusted: allocationTrouble("untrusted"),
	unfit: allocationTrouble("unfit"),
	foreign: allocationTrouble("foreign"),
	notSealed: allocationTrouble("notSealed"),
};

export const headerExhibits: readonly Exhibit[] = [
	header("online", "[data-net=hub]", {}),
	header("online-unsent", '[data-unsent="7"]', { status: { ...status, unsent: 7 } }),
	...Object.values(hubTroubles),
	header("offline-long", "[data-freshness=stale]", {
		...offline,
		allocation: { ...allocation, takenAtMs: nowMs - 5 * hourMs },
		freshness: { kind: "stale", ageMs: 5 * hourMs },
	}),
	header("behind", "[data-freshness=behind]", { freshness: { kind: "behind", ageMs: minuteMs } }),
	header("never-checked", "[data-freshness=unknown]", { freshness: { kind: "unknown" } }),
	header("no-allocation", '[data-allocation="0"]', { allocation: null }),
	...Object.values(allocationTroubles),
	header("clock-behind", '[data-clock-skew="420000"]', { status: { ...status, clockSkewMs: 7 * minuteMs } }),
	header("clock-ahead", '[data-clock-skew="-7200000"]', { status: { ...status, clockSkewMs: -2 * hourMs } }),
	...themes.map(({ holiday, words }): Exhibit => {
		const programme = { "zh-CN": `2026 年${words[0]}职工节日文化服务` };
		return {
			...header(`holiday-${holiday}`, ".themed", { programme, current: null, sessions: [] }),
			sizes: ["1280x800"],
		};
	}),
	header("plain-keys", ".header-plain", { keys: "plain" }),
];

function header(state: string, shows: string, other: Partial<Ready>): Exhibit {
	return atCounter(`header/${state}`, shows, { script: { state: says(ready(other)) } });
}

function hubTrouble(trouble: HubTrouble): Exhibit {
	return header(`hub-${trouble}`, `[data-net-trouble=${trouble}]`, {
		status: { ...status, net: "none", trouble, unsent: 5 },
	});
}

function allocationTrouble(trouble: AllocationTrouble): Exhibit {
	return header(`list-${trouble}`, `[data-allocation-trouble=${trouble}]`, { allocationTrouble: trouble });
}

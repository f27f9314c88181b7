import type { PrinterTrouble } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import type { CameraTrouble } from "../../kiosk/self-service/closure.ts";
import { type Exhibit, fails, says } from "../exhibit.ts";
import { hourMs, nowMs } from "../samples/moment.ts";
import { allocation, type Ready } from "../samples/window.ts";
import { changes, clicks, sees } from "../steps.ts";
import { alone, atSelfService } from "./at-self-service.ts";

const printers: Readonly<Record<PrinterTrouble, Exhibit>> = {
	paperOut: printer("paperOut"),
	coverOpen: printer("coverOpen"),
	offline: printer("offline"),
	busy: printer("busy"),
	error: printer("error"),
};

const cameras: Readonly<Record<CameraTrouble, Exhibit>> = {
	absent: camera("absent"),
	denied: camera("denied"),
	unplugged: camera("unplugged"),
	failed: camera("failed"),
};

export const selfServiceClosedExhibits: readonly Exhibit[] = [
	...Object.values(cameras),
	...Object.values(printers),
	closed("ticket-waiting", "printer", { printer: { kind: "trouble", why: "paperOut", sinceMs: nowMs, waiting: 1 } }),
	closed("service", "service", { service: StaffId.parse("1001") }),
	closed("no-supervisor", "supervisor", { supervisors: [] }),
	closed("clock", "clock", { clock: { kind: "unsure", machineMs: nowMs - 26 * hourMs, lastLineMs: nowMs } }),
	closed("no-list", "list", { allocation: null, sessions: [], current: null }),
	closed("old-list", "list", {
		allocation: { ...allocation, freshness: { kind: "expired", closedAtMs: nowMs - hourMs } },
	}),
	atSelfService("closed/unanswering", "[data-closed=app]", {
		script: { state: onceOnly },
		steps: [sees("[data-verdict=waiting]"), changes, sees("[data-closed=app]")],
	}),
	closed("low", "list", { allocation: null, sessions: [], current: null }, [clicks("[data-touch=low]")]),
	closed("call-wanted", "printer", {
		printer: { kind: "trouble", why: "paperOut", sinceMs: nowMs, waiting: 1 },
		wanted: [{ of: "member", why: null, sinceMs: nowMs }],
	}),
];

function closed(state: string, of: string, other: Partial<Ready>, steps: Exhibit["steps"] = []): Exhibit {
	return atSelfService(`closed/${state}`, `[data-verdict=closed][data-closed=${of}]`, {
		script: { state: says(alone(other)) },
		steps,
	});
}

function printer(why: PrinterTrouble): Exhibit {
	return closed(`printer-${why}`, "printer", { printer: { kind: "trouble", why, sinceMs: nowMs, waiting: 0 } });
}

function camera(why: CameraTrouble): Exhibit {
	const script = { cameraIs: says({ kind: "noted" } as const) };
	return atSelfService(`closed/camera-${why}`, "[data-verdict=closed][data-closed=camera]", { camera: why, script });
}

/** Main tells its state until somebody has seen it, and then nothing any more. */
function onceOnly(): Promise<Ready> {
	return document.querySelector("[data-screen=self-service]") === null ? Promise.resolve(alone()) : fails();
}

import type { Devices, FileTaken, PinRefusal, PrintTested } from "../../../core/contract/contract.ts";
import { firstSettings, type Settings } from "../../../core/contract/settings.ts";
import { Day, StaffId } from "../../../core/identity.ts";
import { type Exhibit, landscape, type Script, type Size, says } from "../exhibit.ts";
import { at } from "../samples/moment.ts";
import { type Ready, ready } from "../samples/window.ts";
import { clicks, fills, find, sees } from "../steps.ts";

const staff = StaffId.parse("1001");
const sizes: readonly Size[] = [...landscape, "1080x1920"];
const devices: Devices = {
	kind: "devices",
	printers: ["XP-80C", "HP-LaserJet"],
	serialPorts: [{ path: "/dev/serial/by-id/usb-Honeywell", name: "Honeywell 7190g", isUsb: true }],
	volumes: [{ path: "/media/kiosk/PAILOU", name: "PAILOU", files: ["1号窗口-lists.pailou"] }],
};

export const serviceExhibits: readonly Exhibit[] = [
	inService("use/as-new", "[data-section=use]", {}, [], []),
	inService("use/self-service", "[data-section=use]", { mode: "selfService", language: "en", volume: 30 }, [], []),
	inService("camera/reading", ".service-camera", {}, [section(2)], []),
	inService("scanner/off", "[data-read]", {}, [section(3)], []),
	inService(
		"scanner/absent",
		".service-bad",
		{ serial: { path: "/dev/ttyACM0", baudRate: 9600 } },
		[section(3)],
		[{ serial: { kind: "trouble", why: "absent", sinceMs: at("14:00") } }],
	),
	inService("printer/none", "[data-section=printer]", {}, [section(4)], []),
	inService(
		"printer/network",
		"#printer-host",
		{ printer: { kind: "tcp", host: "192.168.1.87", port: 9100 } },
		[section(4)],
		[],
	),
	inService(
		"printer/paper-out",
		".service-bad",
		{ printer: { kind: "file", path: "/dev/usb/lp0" } },
		[section(4), clicks(".service-body .service-main")],
		[],
		{ testPrint: says<PrintTested>({ kind: "notPrinted", why: "paperOut" }) },
	),
	inService(
		"printer/address",
		".service-dock",
		{ printer: { kind: "tcp", host: "192.168.1.87", port: 9100 } },
		[section(4), focuses("#printer-host")],
		[{ printer: { kind: "trouble", why: "offline", sinceMs: at("14:00"), waiting: 3 } }],
	),
	inService(
		"printer/system",
		"[data-section=printer]",
		{ printer: { kind: "system", name: "XP-80C" } },
		[section(4)],
		[],
	),
	inService("stick/plugged-in", ".service-card", {}, [section(5)], []),
	inService("stick/none", ".service-none", {}, [section(5)], [], { devices: says({ ...devices, volumes: [] }) }),
	inService("stick/taken", ".service-good", {}, [section(5), clicks(".service-list button")], [], {
		takeFile: says<FileTaken>({ kind: "taken", days: [Day.parse("2026-10-01")], isNew: true }),
	}),
	inService("stick/other-venue", ".service-bad", {}, [section(5), clicks(".service-list button")], [], {
		takeFile: says<FileTaken>({ kind: "notTaken", why: "otherVenue" }),
	}),
	inService("supervisors/two", "#new-pin", {}, [section(6)], [{ supervisors: [staff, StaffId.parse("1002")] }]),
	inService("supervisors/pin", ".service-dock", {}, [section(6), clicks(".service-list button")], []),
	inService(
		"supervisors/removing",
		".service-grave",
		{},
		[section(6), clicks(".service-list button:last-child")],
		[{ supervisors: [staff, StaffId.parse("1002")] }],
	),
	inService("leave/asked", ".service-grave", {}, [section(7), clicks(".service-buttons button")], []),
	atDoor("asked", "[data-service=closed]", {}, {}),
	atDoor(
		"wrong",
		".service-bad",
		{ openService: says<PinRefusal>({ kind: "pinRefused", why: "wrong", triesLeft: 3 }) },
		{},
	),
	atDoor("locked", ".service-bad", {}, { pinLockedUntilMs: at("14:18") }),
];

function focuses(selector: string): Exhibit["steps"][number] {
	return async () => (await find(selector)).focus();
}

function section(number: number) {
	return clicks(`.service-nav button:nth-of-type(${number})`);
}

function inService(
	state: string,
	shows: string,
	settings: Partial<Settings>,
	steps: Exhibit["steps"],
	[other = {}]: readonly Partial<Ready>[],
	script: Script = {},
): Exhibit {
	const told = ready({ service: staff, settings: { ...firstSettings, ...settings }, ...other });
	return {
		mode: "service",
		screen: state.split("/")[0] ?? "",
		state: state.split("/")[1] ?? "",
		sizes,
		search: "service",
		script: { state: says(told), devices: says(devices), ...script },
		camera: "on",
		steps: [sees("[data-service=open]"), ...steps],
		shows,
	};
}

function atDoor(state: string, shows: string, script: Script, other: Partial<Ready>): Exhibit {
	const isWrong = script.openService !== undefined;
	return {
		mode: "service",
		screen: "door",
		state,
		sizes,
		search: "service",
		script: { state: says(ready(other)), ...script },
		camera: "on",
		steps: isWrong ? [fills("#service-pin", "123456"), clicks(".service-main")] : [],
		shows,
	};
}

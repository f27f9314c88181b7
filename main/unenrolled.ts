import type { KioskCalls } from "./kiosk.ts";

function throwUnenrolled(): never {
	throw new Error("this device is not enrolled: it is nobody's window yet");
}

/** What a device answers before it is enrolled: no screen asks it. */
export const unenrolledCalls: KioskCalls = {
	scan: throwUnenrolled,
	number: throwUnenrolled,
	admit: throwUnenrolled,
	syncNow: throwUnenrolled,
	voidLine: throwUnenrolled,
	override: throwUnenrolled,
	lookUp: throwUnenrolled,
	openShift: throwUnenrolled,
	closeShift: throwUnenrolled,
	printAgain: throwUnenrolled,
	settleTicket: throwUnenrolled,
	rate: throwUnenrolled,
	callStaff: throwUnenrolled,
	cameraIs: throwUnenrolled,
	setSupervisor: throwUnenrolled,
	openSetup: throwUnenrolled,
	closeSetup: throwUnenrolled,
	changeSettings: throwUnenrolled,
	devices: throwUnenrolled,
	testPrint: throwUnenrolled,
	takeFile: throwUnenrolled,
	putJournal: throwUnenrolled,
	putDiagnostics: throwUnenrolled,
	leaveKiosk: throwUnenrolled,
};

import type { KioskCalls } from "./kiosk.ts";

function nobody(): never {
	throw new Error("this device is not enrolled: it is nobody's window yet");
}

/** What a device answers before it is enrolled: no screen asks it. */
export const unenrolledCalls: KioskCalls = {
	scan: nobody,
	number: nobody,
	admit: nobody,
	syncNow: nobody,
	voidLine: nobody,
	override: nobody,
	lookUp: nobody,
	openShift: nobody,
	closeShift: nobody,
	printAgain: nobody,
	settleTicket: nobody,
	rate: nobody,
	callStaff: nobody,
	cameraIs: nobody,
	setSupervisor: nobody,
	openService: nobody,
	closeService: nobody,
	changeSettings: nobody,
	devices: nobody,
	testPrint: nobody,
	takeFile: nobody,
	putJournal: nobody,
	putDiagnostics: nobody,
	leaveKiosk: nobody,
};

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { StaffId } from "../../../core/identity.ts";
import { type Device, openDevice } from "../../../main/device.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { type Database, openDatabase } from "../../../main/store/database.ts";
import { silentLog } from "../../../sync/log.ts";
import { clockStartingAt, systemRandom } from "../../../sync/system.ts";
import { answer } from "../../answer.ts";
import { demonstrationStartsAt, kioskVenue } from "../../demonstration/tourBookings.ts";
import { openOfficer } from "./officer.ts";
import type { RunningHub } from "./runningHub.ts";
import { supervisor } from "./supervisor.ts";

/**
 * Creates the data folder of an enrolled kiosk that has its allocations and a supervisor, by the steps of an officer
 * and a clerk.
 */
export async function enrolFolder(hub: RunningHub, data: string, venue: number = kioskVenue): Promise<void> {
	mkdirSync(data, { recursive: true });
	const { device, database } = openFolder(data);
	const code = await openOfficer(hub).enrolmentCode(venue, "1 号窗口");
	const outcome = await answer(device, "enrol", { code });
	if (outcome.kind === "failed") throw new Error(`the window could not be enrolled: ${outcome.why}`);
	const { staff, pin } = supervisor;
	await answer(device, "setSupervisor", { staff: StaffId.parse(staff), pin, by: null });
	await answer(device, "syncNow", undefined);
	await device.stop();
	database.close();
}

/** The kiosk of a data folder without its window. */
export function openFolder(data: string): { readonly device: Device; readonly database: Database } {
	const database = openDatabase(join(data, "pailou.sqlite"), null);
	const device = openDevice({
		database,
		clock: clockStartingAt(Date.parse(demonstrationStartsAt)),
		sleptMs: () => 0,
		keyring: null,
		allowsPlainKeys: true,
		fetch,
		hubTimeoutMs: 10_000,
		random: systemRandom,
		app: "set-up",
		onChange: () => {},
		log: silentLog,
		readRecentLog: () => "",
		peripherals: noPeripherals,
	});
	return { device, database };
}

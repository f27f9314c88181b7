import type { PrinterAvailability, SerialScannerStatus } from "../../core/contract/contract.ts";
import type { ReadyState } from "../../core/contract/kioskState.ts";
import type { StaffCaller } from "../../core/journal/values.ts";
import type { Timers } from "../../sync/clock.ts";
import type { Journal } from "../journal/journal.ts";

/** What is wrong with each device now; null where nothing is. */
export type KioskFaults = readonly (readonly [of: StaffCaller, why: string | null])[];

/** Shorter faults are not recorded: a loose plug must not fill the journal. */
const minFaultMs = 10_000;

/**
 * Calls for staff on behalf of the kiosk's devices, for the venue's other kiosks to show. A fault is checked every few
 * seconds, recorded when it has lasted and again when it is over, also where it ended while the app was down.
 */
export function createStaffCallMonitor(
	journal: Pick<Journal, "staffCalls" | "record">,
	clock: Pick<Timers, "monoMs">,
): (faults: KioskFaults) => void {
	const seen = new Map<StaffCaller, { readonly isWanted: boolean; readonly fromMs: number }>();
	return (faults) => {
		const nowMs = clock.monoMs();
		for (const [of, why] of faults) {
			const isWanted = why !== null;
			if (seen.get(of)?.isWanted !== isWanted) seen.set(of, { isWanted, fromMs: nowMs });
			const isRecorded = journal.staffCalls().some((one) => one.of === of);
			if (isRecorded === isWanted || nowMs - (seen.get(of)?.fromMs ?? nowMs) < minFaultMs) continue;
			journal.record({ kind: "attention", of, why, is: isWanted ? "wanted" : "settled" });
		}
	};
}

/** A missing list calls for staff at a self-service kiosk only: at a counter the clerk sees it. */
export function kioskFaultsOf({ printer, serial, allocation, settings }: ReadyState): KioskFaults {
	const list = allocation === null ? "none" : allocation.freshness.kind === "expired" ? "expired" : null;
	return [
		["printer", troubleOf(printer)],
		["scanner", troubleOf(serial)],
		["allocation", settings.mode === "selfService" ? list : null],
	];
}

function troubleOf(device: PrinterAvailability | SerialScannerStatus): string | null {
	return device.kind === "trouble" ? device.why : null;
}

import type { PrinterAvailability, SerialScannerStatus } from "../../core/contract/contract.ts";
import type { Settings } from "../../core/contract/settings.ts";
import type { Fact } from "../../core/journal/journal.ts";
import type { StaffCaller } from "../../core/journal/staffCalls.ts";
import type { DayFreshness } from "../../core/trust/freshness.ts";
import type { Journal } from "../journal/journal.ts";

export type StaffCallsParts = {
	readonly journal: Pick<Journal, "wanted">;
	readonly monoMs: () => number;
	/** Writes a line; false when the disk did not take it. */
	readonly note: (fact: Fact) => boolean;
};

/** What is wrong with each part of the kiosk now; null with what is well. */
export type KioskFaults = readonly (readonly [of: StaffCaller, why: string | null])[];

/** What does not last so long is not worth a line: a loose plug must not fill the journal. */
const minFaultMs = 10_000;

/**
 * Which parts of the kiosk want a member of staff, for the venue's windows to read: looked at every few seconds, and
 * noted when it begins and when it is over, also where that was while the app was down.
 */
export function createStaffCallMonitor({ journal, monoMs, note }: StaffCallsParts): (ailing: KioskFaults) => void {
	const seen = new Map<StaffCaller, { readonly isWanted: boolean; readonly fromMs: number }>();
	return (ailing) => {
		const nowMs = monoMs();
		for (const [of, why] of ailing) {
			const isWanted = why !== null;
			if (seen.get(of)?.isWanted !== isWanted) seen.set(of, { isWanted, fromMs: nowMs });
			const isNoted = journal.wanted().some((one) => one.of === of);
			if (isNoted === isWanted || nowMs - (seen.get(of)?.fromMs ?? nowMs) < minFaultMs) continue;
			note({ kind: "attention", of, why, is: isWanted ? "wanted" : "settled" });
		}
	};
}

type KioskFaultsParts = {
	readonly printer: PrinterAvailability;
	readonly scanner: SerialScannerStatus;
	/** How old the list is by which members are admitted now; null without one. */
	readonly list: DayFreshness | null;
	readonly mode: Settings["mode"];
};

/** At a counter somebody sees for himself that there is no list. */
export function kioskFaultsOf({ printer, scanner, list, mode }: KioskFaultsParts): KioskFaults {
	const lack = list === null ? "none" : list.kind === "expired" ? "expired" : null;
	return [
		["printer", troubleOf(printer)],
		["scanner", troubleOf(scanner)],
		["allocation", mode === "selfService" ? lack : null],
	];
}

function troubleOf(device: PrinterAvailability | SerialScannerStatus): string | null {
	return device.kind === "trouble" ? device.why : null;
}

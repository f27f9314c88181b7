import type { KioskState, PrinterAvailability } from "../../../../core/contract/contract.ts";
import type { StaffCaller } from "../../../../core/journal/values.ts";

/** A call for staff, at this kiosk or another of the venue. */
export type StaffNotice = {
	/** Null for this kiosk. */
	readonly label: string | null;
	readonly of: StaffCaller;
	readonly why: string | null;
	readonly sinceMs: number;
};

type StaffNoticeInputs = Pick<Extract<KioskState, { kind: "ready" }>, "wanted" | "notices"> & {
	readonly printer: PrinterAvailability;
};

/** This kiosk's own first, then by waiting time. The printer's live state replaces its recorded call. */
export function staffNoticesOf({ wanted, notices, printer }: StaffNoticeInputs): readonly StaffNotice[] {
	const own = wanted.filter(({ of }) => of !== "printer").map((one) => ({ ...one, label: null }));
	const noted = wanted.filter(({ of }) => of === "printer").map((one) => ({ ...one, label: null }));
	const printers: readonly StaffNotice[] =
		printer.kind === "trouble"
			? [{ label: null, of: "printer", why: printer.why, sinceMs: printer.sinceMs }]
			: printer.kind === "none"
				? noted
				: [];
	return [...printers, ...own, ...notices.toSorted((a, b) => a.sinceMs - b.sinceMs)];
}

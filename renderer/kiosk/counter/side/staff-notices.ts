import type { KioskState, PrinterAvailability } from "../../../../core/contract/contract.ts";
import type { StaffCaller } from "../../../../core/journal/values.ts";

/** Something that wants a member of staff, here or at another kiosk of the venue. */
export type StaffNotice = {
	/** Null for this very window. */
	readonly label: string | null;
	readonly of: StaffCaller;
	readonly why: string | null;
	readonly sinceMs: number;
};

type StaffNoticeInputs = Pick<Extract<KioskState, { kind: "ready" }>, "wanted" | "notices"> & {
	readonly printer: PrinterAvailability;
};

/** This window's own first, then whoever has waited longest. What is known of this printer is newer than what was noted of it. */
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

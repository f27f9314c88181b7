import type { StaffId } from "../identity.ts";
import type { Entry } from "./journal.ts";
import type { ShiftSlip } from "./values.ts";

/** The counts of the shift that is open at this kiosk. */
export type Shift = Pick<
	ShiftSlip,
	"staff" | "openedAtMs" | "admissions" | "persons" | "refusals" | "voids" | "voidedPersons" | "overrides"
>;

export function applyEntryToShift(shift: Shift | null, entry: Entry): Shift | null {
	if (entry.kind === "shiftOpened") return createShift(entry.staff, entry.at);
	if (shift === null) return null;
	switch (entry.kind) {
		case "shiftClosed":
			return null;
		case "redeemed":
			return {
				...shift,
				admissions: shift.admissions + 1,
				persons: shift.persons + entry.persons,
				overrides: shift.overrides + (entry.override === null ? 0 : 1),
			};
		case "refused":
			return { ...shift, refusals: shift.refusals + 1 };
		case "voided":
			return {
				...shift,
				persons: shift.persons - entry.persons,
				voids: shift.voids + 1,
				voidedPersons: shift.voidedPersons + entry.persons,
			};
		default:
			return shift;
	}
}

function createShift(staff: StaffId, openedAtMs: number): Shift {
	return { staff, openedAtMs, admissions: 0, persons: 0, refusals: 0, voids: 0, voidedPersons: 0, overrides: 0 };
}

import type { StaffId } from "../identity.ts";
import type { Entry } from "./journal.ts";
import type { Shift } from "./values.ts";

/**
 * A void counts in the shift that made it, also where the admission was of an earlier shift or of none: the stubs of a
 * shift are counted by the clerk who also took back the voided ones. So the persons of a shift may fall below zero.
 */
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

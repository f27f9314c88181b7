import { z } from "zod";
import { StaffId } from "../identity.ts";
import type { Entry } from "./journal.ts";

const Count = z.int().nonnegative();

/** What a shift closes with, to be held against the ticket stubs. */
export const ShiftSlip = z.strictObject({
	staff: StaffId,
	openedAtMs: Count,
	/** Persons the day's list allocates at this venue. */
	allocated: Count,
	/** Admissions, and the persons they let in, less those undone. */
	admissions: Count,
	persons: Count,
	refusals: Count,
	voids: Count,
	voidedPersons: Count,
	overrides: Count,
	conflicts: Count,
	/** Lines the hub had not acknowledged. */
	unsent: Count,
	/** What the clerk counted in stubs; null when nobody counted. */
	stubs: Count.nullable(),
});
export type ShiftSlip = z.infer<typeof ShiftSlip>;

/** A staff member's time at this window so far. */
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

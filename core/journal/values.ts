/** Values that journal entries are made of, and that what folds out of the entries shares with them. */
import { z } from "zod";
import { StaffId } from "../identity.ts";

/** Why a supervisor admits what was refused; the sentences are in the renderer's words. */
export const OverrideReason = z.enum([
	"listTooOld",
	"phoneFailed",
	"lateByOurFault",
	"earlyByOurFault",
	"seatsFreed",
	"unionConfirmed",
]);
export type OverrideReason = z.infer<typeof OverrideReason>;

/** Why an admission is voided. */
export const VoidReason = z.enum(["wrongNumber", "wrongVoucher", "leftAgain", "sessionCancelled", "other"]);
export type VoidReason = z.infer<typeof VoidReason>;

/** Who or what may call for a member of staff: a member at the kiosk, or a part of the kiosk. */
export const StaffCaller = z.enum(["member", "printer", "camera", "scanner", "allocation"]);
export type StaffCaller = z.infer<typeof StaffCaller>;

/** What a supervisor does at a kiosk that no other kind of line names: the contract's call. */
export const SupervisorAct = z.enum([
	"confirmTime",
	"openSetup",
	"closeSetup",
	"testPrint",
	"printRuler",
	"dropTickets",
	"takeFile",
	"putJournal",
	"putDiagnostics",
	"leaveKiosk",
]);
export type SupervisorAct = z.infer<typeof SupervisorAct>;

const Count = z.int().nonnegative();

/** What is counted while a shift is open. */
const shiftCounts = {
	staff: StaffId,
	openedAtMs: Count,
	admissions: Count,
	/** Persons let in, less those voided; below zero where more were voided than let in: see shift.ts. */
	persons: z.int(),
	refusals: Count,
	voids: Count,
	voidedPersons: Count,
	overrides: Count,
} as const;

/** The counts of the shift that is open at this kiosk. */
export const Shift = z.strictObject(shiftCounts);
export type Shift = z.infer<typeof Shift>;

/** The totals of a closed shift, to be compared with the ticket stubs. */
export const ShiftSlip = z.strictObject({
	...shiftCounts,
	/** Persons the day's list allocates at this venue. */
	allocated: Count,
	conflicts: Count,
	/** Lines the hub had not acknowledged. */
	unsent: Count,
	/** What the clerk counted in stubs; null when nobody counted. */
	stubs: Count.nullable(),
});
export type ShiftSlip = z.infer<typeof ShiftSlip>;

import type { KioskId } from "../../../core/identity.ts";
import type { StaffCall } from "../../../core/journal/staffCalls.ts";
import type { StaffCaller } from "../../../core/journal/values.ts";

export type KioskAddress = { readonly venue: number; readonly kiosk: KioskId };

/** A call for staff at a kiosk, with the kiosk's label. */
export type StaffCallAtKiosk = StaffCall & { readonly label: string };

/** The calls for staff that are open, as the kiosks' journals last reported. */
export interface StaffCalls {
	/** Opens a call, or replaces the open call of the same caller. */
	open(at: KioskAddress, call: StaffCall): void;
	/** Closes the caller's call, if one is open. */
	close(at: KioskAddress, caller: StaffCaller): void;
	/** The calls of the venue's other kiosks, oldest first. Those opened before `after` (Unix ms) are left out as stale. */
	listAtOthers(at: KioskAddress, after: number): readonly StaffCallAtKiosk[];
}

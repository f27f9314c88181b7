import type { Day, KioskId } from "../../../core/identity.ts";
import type { VoucherRow } from "./standings.ts";

/**
 * What journals and bookings contradict each other in. `overAdmitted`: more persons than the party were admitted.
 * `cancelled`, `blocked`, `revoked`: persons are inside although the voucher is. `otherSession`: persons are inside another
 * session than the booking's. `seatTwice`: a seat was told to two persons, or told to one and assigned to another party.
 */
export type ConflictKind = "overAdmitted" | "cancelled" | "blocked" | "revoked" | "otherSession" | "seatTwice";

/**
 * A conflict is never withdrawn: one that no longer holds has `resolvedAt`. `mostAdmitted` is the most persons that it ever
 * concerned, `seats` are the numbers of the seats that it last concerned. Times are Unix ms.
 */
export type Conflict = VoucherRow & {
	readonly kind: ConflictKind;
	readonly party: number;
	readonly mostAdmitted: number;
	readonly seats: readonly number[];
	readonly raisedAt: number;
	readonly resolvedAt: number | null;
};

/** The conflicts of all venues, one for each kind and voucher. */
export interface Conflicts {
	/** Adds a conflict, or opens it again. A known one keeps `raisedAt` and the higher `mostAdmitted`, and takes the rest. */
	raise(conflict: Omit<Conflict, "resolvedAt">): void;
	/** Marks an open conflict as resolved. */
	resolve(voucher: VoucherRow, kind: ConflictKind, nowMs: number): void;
	/** The latest first. Null stands for every venue. */
	list(venue: number | null): readonly Conflict[];
	/** The open conflicts of one voucher. */
	listOpen(voucher: VoucherRow): readonly Conflict[];
	/** The vouchers of a day with an open conflict of this kind. */
	listVouchersWith(venue: number, day: Day, kind: ConflictKind): readonly VoucherRow[];
	/** The number of vouchers with a conflict raised after `after` (Unix ms) to which this kiosk contributed a line. */
	countInvolving(kiosk: { readonly venue: number; readonly kiosk: KioskId }, after: number): number;
}

import type { KioskId } from "../../../core/identity.ts";
import type { VoucherRow } from "./standings.ts";

/** A voucher whose admissions exceeded its party. It is never withdrawn, also not by a later void. `raisedAt` is Unix ms. */
export type Conflict = VoucherRow & {
	readonly party: number;
	readonly mostAdmitted: number;
	readonly raisedAt: number;
};

/** The conflicts of all venues. */
export interface Conflicts {
	/** Adds a conflict; a known one takes the new `party`, and the higher `mostAdmitted` of both. */
	raise(conflict: Conflict): void;
	/** The latest first. Null stands for every venue. */
	list(venue: number | null): readonly Conflict[];
	/** The number of conflicts raised after `after` (Unix ms) to which this kiosk contributed an admission. */
	countInvolving(kiosk: { readonly venue: number; readonly kiosk: KioskId }, after: number): number;
}

import type { Day, KioskId, RowKey } from "../../../core/identity.ts";
import type { Flag, LineAddress } from "./lines.ts";

export type VoucherRow = { readonly venue: number; readonly day: Day; readonly row: RowKey };

/**
 * Who of a voucher's party is inside, by all journals received: the result of `foldVoucher` as it is stored. `session` and
 * `party` are the booking's; without a booking, the last line's.
 */
export type HubStanding = VoucherRow & {
	readonly session: number;
	readonly party: number;
	readonly admitted: number;
	/** Persons of lines that cannot be true. They are counted apart from `admitted`. */
	readonly doubtful: number;
	/** Whether a booking has this row. One without is counted apart: it takes no places and no seats. */
	readonly isListed: boolean;
};

/** Persons of one voucher inside one session. */
export type Occupancy = { readonly session: number; readonly persons: number };

/** Each voucher's standing, derived from the lines and the booking. Only `settleVouchers` writes it. */
export interface Standings {
	/** Adds or replaces a standing and the sessions that its persons are inside of. */
	put(standing: HubStanding, occupied: readonly Occupancy[]): void;
	find(voucher: VoucherRow): HubStanding | null;
	/** By day and row. Null stands for every day. */
	list(venue: number, day: Day | null): readonly HubStanding[];
	/** The persons of one voucher who are inside a session. */
	countInside(voucher: VoucherRow, session: number): number;
}

/** An admission by a tick on the paper list, typed in by `by` at `at` (Unix ms), and taken back by `voidedBy`. */
export type PaperAdmission = VoucherRow & {
	readonly paper: number;
	readonly session: number;
	readonly persons: number;
	readonly by: string;
	readonly at: number;
	readonly voidedBy: string | null;
	readonly voidedAt: number | null;
};

type Moved = VoucherRow &
	LineAddress & {
		/** The order in which lines came in. */
		readonly arrival: number;
		readonly session: number;
		readonly persons: number;
		/** Unix ms by the kiosk's clock. */
		readonly at: number;
		/** Which members of the party; null where the line does not say. */
		readonly positions: readonly number[] | null;
		/** The flag of its line. */
		readonly flag: Flag | null;
	};

/** A line `redeemed`. `seats`: the seat told to each of `positions`, 0 for none; null where the line does not say. */
export type RedeemedMovement = Moved & {
	readonly kind: "redeemed";
	readonly party: number;
	/** The issue it was decided by; null where the line does not say. */
	readonly issue: number | null;
	readonly seats: readonly number[] | null;
};

/** A line `voided`, and the branch and seq of the admission that it takes back. */
export type VoidedMovement = Moved & { readonly kind: "voided"; readonly ofBranch: number; readonly ofSeq: number };

/** A line that moves persons of a voucher, as it was read. Whether it counts is decided by `foldVoucher`. */
export type Movement = RedeemedMovement | VoidedMovement;

type WithoutOrder<T> = T extends unknown ? Omit<T, "arrival" | "flag"> : never;
export type NewMovement = WithoutOrder<Movement>;

/** The lines of all journals that move persons, and the ticks on paper lists, which do too. */
export interface Movements {
	/** Throws where the line was added before. */
	add(movement: NewMovement): void;
	/** The lines of one voucher that no revocation of a kiosk leaves out, in the order of arrival. */
	listHonoured(voucher: VoucherRow): readonly Movement[];
	/** The arrival of the newest line; 0 before the first. */
	newestArrival(): number;
	/** The vouchers that lines of a journal after `seq` are about. */
	listVouchersAfter(kiosk: KioskId, incarnation: number, seq: number): readonly VoucherRow[];
	/** The vouchers of a day that any line or tick is about. */
	listVouchersOfDay(venue: number, day: Day): readonly VoucherRow[];
	hasAny(venue: number, day: Day): boolean;
	/** An admission without a journal. Throws where the voucher has one that is not taken back. */
	addPaper(admission: Omit<PaperAdmission, "paper" | "voidedBy" | "voidedAt">): void;
	/** Marks it as taken back. Throws where it was taken back before. */
	voidPaper(admission: PaperAdmission, by: string, atMs: number): void;
	/** By time; those taken back too. */
	listPaper(voucher: VoucherRow): readonly PaperAdmission[];
}

import type { RowState } from "../../../core/allocation/row.ts";
import type { ShortNumber } from "../../../core/allocation/shortNumber.ts";
import type { Day, RowKey, VoucherId } from "../../../core/identity.ts";
import type { ProgrammePart } from "./sessions.ts";

/** A booking and the voucher issued for it. Times are Unix seconds, as in the voucher. */
export type IssuedVoucher = {
	readonly booking: string;
	readonly voucher: VoucherId;
	readonly venue: number;
	readonly day: Day;
	readonly row: RowKey;
	readonly activity: number;
	readonly session: number;
	readonly party: number;
	readonly issue: number;
	readonly notBefore: number;
	readonly notAfter: number;
	readonly card: string | null;
	readonly state: RowState;
	/** 1 where the next live state is a new issue: it was cancelled, or its rights changed while it was blocked. */
	readonly reissueDue: 0 | 1;
	/** In the booking's message, for members whose phone does not work. A reissue keeps it. */
	readonly number: ShortNumber;
	/** The party's first seat, by its number in the session's plan; 0 for none. A cancelled voucher keeps it. */
	readonly seat: number;
	/** What stays of the booking number when zeros, case and blanks are lost. */
	readonly similarity: string;
};

/** How many bookings of a part of the programme are not cancelled, and how many persons are in. */
export type PartUse = { readonly bookings: number; readonly inside: number };

/** A voucher issued before there were short numbers. */
export type UnnumberedVoucher = Pick<IssuedVoucher, "venue" | "day" | "booking">;

/** Selects vouchers. Null matches everything. */
export type VoucherFilter = {
	readonly booking: string | null;
	readonly venue: number | null;
	readonly day: Day | null;
	readonly session: number | null;
	readonly party: number | null;
	readonly limit: number;
};

/** The bookings and their vouchers. */
export interface Vouchers {
	/** Throws where the venue has the booking, the voucher, the row or the day's short number already. */
	add(issued: IssuedVoucher): void;
	/** Replaces a voucher, which keeps its id, venue, day, row and number. Throws where it is not there. */
	update(issued: IssuedVoucher): void;
	findByBooking(booking: string): IssuedVoucher | null;
	/** All of one similarity, by booking. */
	listSimilar(similarity: string): readonly IssuedVoucher[];
	findById(voucher: VoucherId): IssuedVoucher | null;
	findByRow(venue: number, day: Day, row: RowKey): IssuedVoucher | null;
	listOfDay(venue: number, day: Day): readonly IssuedVoucher[];
	/**
	 * The places of a session that are taken: by the persons inside, of whatever booking, and by those of its bookings who
	 * are still expected. A blocked booking expects its party, a cancelled one nobody.
	 */
	countPersons(venue: number, session: number): number;
	countUse(part: ProgrammePart): PartUse;
	/** Cancels all bookings of a part, which keep their issues and seats; returns how many. */
	cancel(part: ProgrammePart): number;
	isNumberTaken(venue: number, day: Day, number: ShortNumber): boolean;
	/** Vouchers without a short number: those issued before there were any. */
	listUnnumbered(limit: number): readonly UnnumberedVoucher[];
	/** Throws where the booking has a short number. */
	assignNumber(assigned: Pick<IssuedVoucher, "venue" | "booking" | "number">): void;
	/** By venue and booking. */
	list(filter: VoucherFilter): readonly IssuedVoucher[];
}

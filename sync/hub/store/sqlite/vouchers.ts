import type { RowState } from "../../../../core/allocation/row.ts";
import type { ShortNumber } from "../../../../core/allocation/shortNumber.ts";
import type { Day, RowKey, VoucherId } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** A booking and the voucher issued for it. Times are Unix seconds, as the voucher's own. */
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
	/** In the booking's message, for a dead phone. A reissue keeps it. */
	readonly number: ShortNumber;
	/** The first of the party's seats, by its number in the session's plan; 0 for none. One that is cancelled remembers it. */
	readonly seat: number;
};

/** A voucher issued before there were short numbers. */
type UnnumberedVoucher = Pick<IssuedVoucher, "venue" | "day" | "booking">;

/** Null matches everything. */
export type VoucherFilter = {
	readonly booking: string | null;
	readonly venue: number | null;
	readonly day: Day | null;
	readonly session: number | null;
	readonly party: number | null;
	readonly limit: number;
};

export type Vouchers = ReturnType<typeof prepareVouchers>;

export function prepareVouchers(db: DatabaseHandle) {
	const add = db.prepare<IssuedVoucher>(`
		INSERT INTO vouchers
			(booking, voucher, number, venue, day, row, activity, session, party, issue, notBefore, notAfter, card, state,
				seat)
		VALUES
			(:booking, :voucher, :number, :venue, :day, :row, :activity, :session, :party, :issue, :notBefore, :notAfter,
				:card, :state, :seat)
	`);
	const change = db.prepare<IssuedVoucher>(`
		UPDATE vouchers SET
			activity = :activity, session = :session, party = :party, issue = :issue,
			notBefore = :notBefore, notAfter = :notAfter, card = :card, state = :state, seat = :seat
		WHERE venue = :venue AND booking = :booking AND voucher = :voucher AND day = :day AND row = :row
	`);
	const ofBooking = db.prepare<{ booking: string }, IssuedVoucher>("SELECT * FROM vouchers WHERE booking = :booking");
	const ofId = db.prepare<{ voucher: VoucherId }, IssuedVoucher>("SELECT * FROM vouchers WHERE voucher = :voucher");
	const ofRow = db.prepare<{ venue: number; day: Day; row: RowKey }, IssuedVoucher>(
		"SELECT * FROM vouchers WHERE venue = :venue AND day = :day AND row = :row",
	);
	const ofDay = db.prepare<{ venue: number; day: Day }, IssuedVoucher>(
		"SELECT * FROM vouchers WHERE venue = :venue AND day = :day",
	);
	const persons = db.prepare<{ venue: number; session: number }, { persons: number }>(`
		SELECT COALESCE(SUM(party), 0) AS persons FROM vouchers
		WHERE venue = :venue AND session = :session AND state <> 'cancelled'
	`);
	const taken = db.prepare<{ venue: number; day: Day; number: ShortNumber }, { number: string }>(
		"SELECT number FROM vouchers WHERE venue = :venue AND day = :day AND number = :number",
	);
	const unnumbered = db.prepare<{ limit: number }, UnnumberedVoucher>(
		"SELECT venue, day, booking FROM vouchers WHERE number IS NULL LIMIT :limit",
	);
	const number = db.prepare<{ venue: number; booking: string; number: ShortNumber }>(
		"UPDATE vouchers SET number = :number WHERE venue = :venue AND booking = :booking AND number IS NULL",
	);
	const some = db.prepare<VoucherFilter, IssuedVoucher>(`
		SELECT * FROM vouchers
		WHERE (:booking IS NULL OR booking = :booking) AND (:venue IS NULL OR venue = :venue)
			AND (:day IS NULL OR day = :day) AND (:session IS NULL OR session = :session)
			AND (:party IS NULL OR party = :party)
		ORDER BY venue, booking LIMIT :limit
	`);
	return {
		add(issued: IssuedVoucher): void {
			add.run(issued);
		},
		/** A voucher keeps its id, its venue and its day. */
		change(issued: IssuedVoucher): void {
			if (change.run(issued).changes !== 1) throw new Error(`The booking ${issued.booking} was not there to change.`);
		},
		ofBooking(booking: string): IssuedVoucher | null {
			return ofBooking.get({ booking }) ?? null;
		},
		ofId(voucher: VoucherId): IssuedVoucher | null {
			return ofId.get({ voucher }) ?? null;
		},
		ofRow(venue: number, day: Day, row: RowKey): IssuedVoucher | null {
			return ofRow.get({ venue, day, row }) ?? null;
		},
		ofDay(venue: number, day: Day): readonly IssuedVoucher[] {
			return ofDay.all({ venue, day });
		},
		/** Persons a session is booked for; a blocked voucher still holds its places. */
		personsIn(venue: number, session: number): number {
			return persons.get({ venue, session })?.persons ?? 0;
		},
		isNumberTaken(venue: number, day: Day, wanted: ShortNumber): boolean {
			return taken.get({ venue, day, number: wanted }) !== undefined;
		},
		unnumbered(limit: number): readonly UnnumberedVoucher[] {
			return unnumbered.all({ limit });
		},
		/** Gives a voucher of before its number, once. */
		number(given: Pick<IssuedVoucher, "venue" | "booking" | "number">): void {
			if (number.run(given).changes !== 1) throw new Error(`The booking ${given.booking} has a short number already.`);
		},
		some(filter: VoucherFilter): readonly IssuedVoucher[] {
			return some.all(filter);
		},
	};
}

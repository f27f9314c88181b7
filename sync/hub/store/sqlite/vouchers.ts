import type { ShortNumber } from "../../../../core/allocation/shortNumber.ts";
import type { Day, RowKey, VoucherId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { ProgrammePart } from "../sessions.ts";
import type { IssuedVoucher, PartUse, UnnumberedVoucher, VoucherFilter, Vouchers } from "../vouchers.ts";

export function prepareVouchers(db: WritableDatabase): Vouchers {
	const add = db.prepare<IssuedVoucher>(`
		INSERT INTO vouchers
			(booking, voucher, number, venue, day, row, activity, session, party, issue, notBefore, notAfter, card, state,
				reissueDue, seat, similarity)
		VALUES
			(:booking, :voucher, :number, :venue, :day, :row, :activity, :session, :party, :issue, :notBefore, :notAfter,
				:card, :state, :reissueDue, :seat, :similarity)
	`);
	const update = db.prepare<IssuedVoucher>(`
		UPDATE vouchers SET
			activity = :activity, session = :session, party = :party, issue = :issue,
			notBefore = :notBefore, notAfter = :notAfter, card = :card, state = :state, reissueDue = :reissueDue,
			seat = :seat
		WHERE venue = :venue AND booking = :booking AND voucher = :voucher AND day = :day AND row = :row
	`);
	const findByBooking = db.prepare<{ booking: string }, IssuedVoucher>(
		"SELECT * FROM vouchers WHERE booking = :booking",
	);
	const listSimilar = db.prepare<{ similarity: string }, IssuedVoucher>(
		"SELECT * FROM vouchers WHERE similarity = :similarity ORDER BY booking",
	);
	const findById = db.prepare<{ voucher: VoucherId }, IssuedVoucher>("SELECT * FROM vouchers WHERE voucher = :voucher");
	const findByRow = db.prepare<{ venue: number; day: Day; row: RowKey }, IssuedVoucher>(
		"SELECT * FROM vouchers WHERE venue = :venue AND day = :day AND row = :row",
	);
	const listOfDay = db.prepare<{ venue: number; day: Day }, IssuedVoucher>(
		"SELECT * FROM vouchers WHERE venue = :venue AND day = :day",
	);
	const countPersons = db
		.prepare<{ venue: number; session: number }, number>(`
			SELECT COALESCE((SELECT SUM(persons) FROM occupancy WHERE venue = :venue AND session = :session), 0)
				+ COALESCE(SUM(MAX(0, v.party - COALESCE(o.persons, 0))), 0)
			FROM vouchers AS v LEFT JOIN occupancy AS o USING (venue, day, row, session)
			WHERE v.venue = :venue AND v.session = :session AND v.state <> 'cancelled'
		`)
		.pluck();
	const countUse = db.prepare<ProgrammePart, PartUse>(`
		SELECT COUNT(*) FILTER (WHERE v.state <> 'cancelled') AS bookings,
			MAX(COALESCE(SUM(s.admitted), 0), COALESCE((SELECT SUM(persons) FROM occupancy
				WHERE venue = :venue AND (:day IS NULL OR day = :day) AND (:session IS NULL OR session = :session)), 0)) AS inside
		FROM vouchers AS v LEFT JOIN standings AS s ON s.venue = v.venue AND s.day = v.day AND s.row = v.row
		WHERE v.venue = :venue AND (:day IS NULL OR v.day = :day) AND (:session IS NULL OR v.session = :session)
	`);
	const cancel = db.prepare<ProgrammePart>(`
		UPDATE vouchers SET state = 'cancelled'
		WHERE venue = :venue AND (:day IS NULL OR day = :day) AND (:session IS NULL OR session = :session)
			AND state <> 'cancelled'
	`);
	const findNumber = db.prepare<{ venue: number; day: Day; number: ShortNumber }, { number: string }>(
		"SELECT number FROM vouchers WHERE venue = :venue AND day = :day AND number = :number",
	);
	const listUnnumbered = db.prepare<{ limit: number }, UnnumberedVoucher>(
		"SELECT venue, day, booking FROM vouchers WHERE number IS NULL LIMIT :limit",
	);
	const assignNumber = db.prepare<{ venue: number; booking: string; number: ShortNumber }>(
		"UPDATE vouchers SET number = :number WHERE venue = :venue AND booking = :booking AND number IS NULL",
	);
	const list = db.prepare<VoucherFilter, IssuedVoucher>(`
		SELECT * FROM vouchers
		WHERE (:booking IS NULL OR booking = :booking) AND (:venue IS NULL OR venue = :venue)
			AND (:day IS NULL OR day = :day) AND (:session IS NULL OR session = :session)
			AND (:party IS NULL OR party = :party)
		ORDER BY venue, booking LIMIT :limit
	`);
	return {
		add(issued) {
			assertOneChange(`the booking ${issued.booking}`, add.run(issued));
		},
		update(issued) {
			assertOneChange(`a change of the booking ${issued.booking}`, update.run(issued));
		},
		findByBooking: (booking) => findByBooking.get({ booking }) ?? null,
		listSimilar: (similarity) => listSimilar.all({ similarity }),
		findById: (voucher) => findById.get({ voucher }) ?? null,
		findByRow: (venue, day, row) => findByRow.get({ venue, day, row }) ?? null,
		listOfDay: (venue, day) => listOfDay.all({ venue, day }),
		countPersons: (venue, session) => countPersons.get({ venue, session }) ?? 0,
		countUse: (part) => countUse.get(part) ?? { bookings: 0, inside: 0 },
		cancel: (part) => cancel.run(part).changes,
		isNumberTaken: (venue, day, number) => findNumber.get({ venue, day, number }) !== undefined,
		listUnnumbered: (limit) => listUnnumbered.all({ limit }),
		assignNumber(assigned) {
			assertOneChange(`the short number of the booking ${assigned.booking}`, assignNumber.run(assigned));
		},
		list: (filter) => list.all(filter),
	};
}

import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { SeatHolder, Seats, ToldSeat } from "../seats.ts";
import type { VoucherRow } from "../standings.ts";

export function prepareSeats(db: WritableDatabase): Seats {
	const listOfSession = db.prepare<{ venue: number; session: number }, SeatHolder>(`
		SELECT booking, seat, party, state FROM vouchers WHERE venue = :venue AND session = :session ORDER BY booking
	`);
	const assign = db.prepare<{ venue: number; booking: string; seat: number }>(
		"UPDATE vouchers SET seat = :seat WHERE venue = :venue AND booking = :booking",
	);
	const forget = db.prepare<VoucherRow>("DELETE FROM toldSeats WHERE venue = :venue AND day = :day AND row = :row");
	// Two members of one party may have been told one seat.
	const tell = db.prepare<VoucherRow & ToldSeat>(`
		INSERT OR IGNORE INTO toldSeats (venue, day, row, session, seat, position)
		VALUES (:venue, :day, :row, :session, :seat, :position)
	`);
	const listTold = db.prepare<VoucherRow, ToldSeat>(`
		SELECT session, seat, position FROM toldSeats WHERE venue = :venue AND day = :day AND row = :row
		ORDER BY session, seat
	`);
	const listToldOfSession = db.prepare<{ venue: number; session: number }, { booking: string; seat: number }>(`
		SELECT v.booking, t.seat FROM toldSeats AS t JOIN vouchers AS v USING (venue, day, row)
		WHERE t.venue = :venue AND t.session = :session ORDER BY t.seat, v.booking
	`);
	const listClashes = db.prepare<VoucherRow, VoucherRow & { seat: number }>(`
		SELECT o.venue, o.day, o.row, o.seat FROM toldSeats AS m
			JOIN toldSeats AS o ON o.venue = m.venue AND o.session = m.session AND o.seat = m.seat
				AND (o.day <> m.day OR o.row <> m.row)
			WHERE m.venue = :venue AND m.day = :day AND m.row = :row
		UNION SELECT v.venue, v.day, v.row, m.seat FROM toldSeats AS m
			JOIN vouchers AS v ON v.venue = m.venue AND v.session = m.session AND v.state <> 'cancelled' AND v.seat > 0
				AND m.seat >= v.seat AND m.seat < v.seat + v.party AND (v.day <> m.day OR v.row <> m.row)
			WHERE m.venue = :venue AND m.day = :day AND m.row = :row
		UNION SELECT t.venue, t.day, t.row, t.seat FROM vouchers AS v
			JOIN toldSeats AS t ON t.venue = v.venue AND t.session = v.session AND t.seat >= v.seat
				AND t.seat < v.seat + v.party AND (t.day <> v.day OR t.row <> v.row)
			WHERE v.venue = :venue AND v.day = :day AND v.row = :row AND v.state <> 'cancelled' AND v.seat > 0
		ORDER BY 4, 1, 2, 3
	`);
	return {
		listOfSession: (venue, session) => listOfSession.all({ venue, session }),
		assign(venue, booking, seat) {
			assertOneChange(`the seat of the booking ${booking}`, assign.run({ venue, booking, seat }));
		},
		putTold({ venue, day, row }, told) {
			forget.run({ venue, day, row });
			for (const one of told) tell.run({ venue, day, row, ...one });
		},
		listTold: ({ venue, day, row }) => listTold.all({ venue, day, row }),
		listToldOfSession: (venue, session) => listToldOfSession.all({ venue, session }),
		listClashes: ({ venue, day, row }) =>
			listClashes.all({ venue, day, row }).map(({ seat, ...other }) => ({ seat, other })),
	};
}

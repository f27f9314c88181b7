import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { SeatHolder, Seats } from "../seats.ts";

export function prepareSeats(db: WritableDatabase): Seats {
	const listOfSession = db.prepare<{ venue: number; session: number }, SeatHolder>(`
		SELECT v.booking, v.seat, v.party, v.state, COALESCE(s.admitted, 0) AS admitted FROM vouchers AS v
		LEFT JOIN standings AS s ON s.venue = v.venue AND s.day = v.day AND s.row = v.row
		WHERE v.venue = :venue AND v.session = :session ORDER BY v.booking
	`);
	const assign = db.prepare<{ venue: number; booking: string; seat: number }>(
		"UPDATE vouchers SET seat = :seat WHERE venue = :venue AND booking = :booking",
	);
	return {
		listOfSession: (venue, session) => listOfSession.all({ venue, session }),
		assign(venue, booking, seat) {
			assertOneChange(`the seat of the booking ${booking}`, assign.run({ venue, booking, seat }));
		},
	};
}

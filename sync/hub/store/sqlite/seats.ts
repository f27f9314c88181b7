import type { RowState } from "../../../../core/allocation/row.ts";
import type { DatabaseHandle } from "../database.ts";

/** A booking of a session with its seats, 0 for none; `admitted` counts the persons who are in. */
export type SeatHolder = {
	readonly booking: string;
	readonly seat: number;
	readonly party: number;
	readonly state: RowState;
	readonly admitted: number;
};

export type Seats = ReturnType<typeof prepareSeats>;

export function prepareSeats(db: DatabaseHandle) {
	const ofSession = db.prepare<{ venue: number; session: number }, SeatHolder>(`
		SELECT v.booking, v.seat, v.party, v.state, COALESCE(s.admitted, 0) AS admitted FROM vouchers AS v
		LEFT JOIN standings AS s ON s.venue = v.venue AND s.day = v.day AND s.row = v.row
		WHERE v.venue = :venue AND v.session = :session ORDER BY v.booking
	`);
	const give = db.prepare<{ venue: number; booking: string; seat: number }>(
		"UPDATE vouchers SET seat = :seat WHERE venue = :venue AND booking = :booking",
	);
	return {
		ofSession(venue: number, session: number): readonly SeatHolder[] {
			return ofSession.all({ venue, session });
		},
		give(venue: number, booking: string, seat: number): void {
			if (give.run({ venue, booking, seat }).changes !== 1) throw new Error(`There is no booking ${booking} to seat.`);
		},
	};
}

import type { RowState } from "../../../core/allocation/row.ts";

/** A booking of a session with its first seat, 0 for none. `admitted` counts the persons admitted. */
export type SeatHolder = {
	readonly booking: string;
	readonly seat: number;
	readonly party: number;
	readonly state: RowState;
	readonly admitted: number;
};

/** The seats of all bookings. They are stored with the vouchers. */
export interface Seats {
	/** All bookings of a session, those without seats too, by booking. */
	listOfSession(venue: number, session: number): readonly SeatHolder[];
	/** Sets the first seat of the booking's party. Throws where the booking is unknown. */
	assign(venue: number, booking: string, seat: number): void;
}

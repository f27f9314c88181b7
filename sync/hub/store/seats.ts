import type { RowState } from "../../../core/allocation/row.ts";
import type { VoucherRow } from "./standings.ts";

/** A booking of a session with its first seat, 0 for none. */
export type SeatHolder = {
	readonly booking: string;
	readonly seat: number;
	readonly party: number;
	readonly state: RowState;
};

/** A seat that a person inside was told, and the person's position in the party. */
export type ToldSeat = { readonly session: number; readonly seat: number; readonly position: number };

/** A seat of one voucher that another voucher has too. */
export type SeatClash = { readonly seat: number; readonly other: VoucherRow };

/** The seats assigned to bookings, which are stored with the vouchers, and those told to persons who are inside. */
export interface Seats {
	/** All bookings of a session, those without seats too, by booking. */
	listOfSession(venue: number, session: number): readonly SeatHolder[];
	/** Sets the first seat of the booking's party. Throws where the booking is unknown. */
	assign(venue: number, booking: string, seat: number): void;
	/** Replaces the seats that persons of this voucher sit on. Only `settleVouchers` writes them. */
	putTold(voucher: VoucherRow, told: readonly ToldSeat[]): void;
	/** The seats that persons of this voucher sit on, by session and seat. */
	listTold(voucher: VoucherRow): readonly ToldSeat[];
	/** The seats of a session on which somebody sits, and whose booking it is. */
	listToldOfSession(venue: number, session: number): readonly { readonly booking: string; readonly seat: number }[];
	/** The seats told to this voucher that are told or assigned to another, and those assigned to it that are told to another. */
	listClashes(voucher: VoucherRow): readonly SeatClash[];
}

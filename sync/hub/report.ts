import { seatAt } from "../../core/allocation/seating.ts";
import type { Session } from "../../core/allocation/session.ts";
import type { Day, KioskId, Title, VoucherId } from "../../core/identity.ts";
import type { Surroundings } from "./context.ts";
import type { Conflict } from "./store/conflicts.ts";
import { type PlacedSession, toldOf } from "./store/sessions.ts";
import type { HubStanding, Place } from "./store/standings.ts";
import type { Store } from "./store/store.ts";
import type { Venue } from "./store/venues.ts";
import type { Issued } from "./store/vouchers.ts";

/** Answers of the officers' API: what the store holds, with the names people know things by. Times are Unix ms. */
export type VenueTold = Venue & {
	readonly days: readonly {
		readonly day: Day;
		readonly programme: Title;
		readonly opensAt: number;
		readonly closesAt: number;
		/** The newest published version; null before the first. */
		readonly version: number | null;
		readonly rows: number;
	}[];
};

export type BookingTold = Omit<Issued, "session" | "row" | "seat"> & {
	readonly session: Session;
	/** The party's first seat, as a file of bookings names it: row and seat, "5-12". */
	readonly seat: string | null;
	/** The static code; a session that is `rotating` does not honour it as it is. */
	readonly code: string;
	readonly rotating: boolean;
	/** Path of the member's page, under the hub's address. */
	readonly pass: string;
};

export type AdmissionTold = {
	readonly kiosk: KioskId;
	readonly label: string;
	readonly incarnation: number;
	/** Above 0 for a line of a second history, of a disk that was copied or restored. */
	readonly branch: number;
	readonly line: number;
	readonly persons: number;
	readonly atMs: number;
	readonly voided: boolean;
};

type Named = { readonly booking: string | null; readonly voucher: VoucherId | null };

export type StandingTold = HubStanding & Named & { readonly admissions: readonly AdmissionTold[] };
export type ConflictTold = Conflict & Named & { readonly admitted: number; readonly sides: readonly AdmissionTold[] };

export function tellVenue(store: Store, venue: Venue): VenueTold {
	const days = store.days.some(venue.venue, null).map(({ day, programme, opensAt, closesAt }) => {
		const published = store.allocations.latest(venue.venue, day);
		return { day, programme, opensAt, closesAt, version: published?.version ?? null, rows: published?.rowCount ?? 0 };
	});
	return { ...venue, days };
}

export async function tellBooking({ store, signer }: Surroundings, issued: Issued): Promise<BookingTold> {
	const session = store.sessions.find(issued.venue, issued.session);
	if (session === null) throw new Error(`The booking ${issued.booking} is for a session that is not there.`);
	const { row: _, seat: number, ...told } = issued;
	const seat = nameSeat(session, number);
	const { rotating } = session;
	const code = await signer.mint({ ...issued, id: issued.voucher, rotating });
	return { ...told, session: toldOf(session), seat, code, rotating, pass: `/pass/${issued.voucher}` };
}

function nameSeat({ entry }: PlacedSession, number: number): string | null {
	const seat = entry.kind === "seated" ? seatAt(entry, number) : null;
	return seat === null ? null : `${seat.row}-${seat.seat}`;
}

export function tellStanding(store: Store, standing: HubStanding): StandingTold {
	return { ...standing, ...nameOf(store, standing), admissions: tellAdmissions(store, standing) };
}

export function tellConflict(store: Store, conflict: Conflict): ConflictTold {
	const admitted = store.standings.find(conflict)?.admitted ?? 0;
	return { ...conflict, ...nameOf(store, conflict), admitted, sides: tellAdmissions(store, conflict) };
}

function nameOf(store: Store, { venue, day, row }: Place): Named {
	const issued = store.vouchers.ofRow(venue, day, row);
	return { booking: issued?.booking ?? null, voucher: issued?.voucher ?? null };
}

function tellAdmissions(store: Store, place: Place): readonly AdmissionTold[] {
	return store.standings.admissionsTo(place).map(({ kiosk, incarnation, branch, seq, persons, at, voidedBy }) => {
		const label = store.kiosks.find(kiosk)?.label ?? kiosk;
		return { kiosk, label, incarnation, branch, line: seq, persons, atMs: at, voided: voidedBy !== null };
	});
}

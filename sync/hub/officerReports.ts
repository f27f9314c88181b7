import { seatAt } from "../../core/allocation/seating.ts";
import type { Session } from "../../core/allocation/session.ts";
import type { Day, KioskId, Title, VoucherId } from "../../core/identity.ts";
import type { HubContext } from "./context.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { Conflict } from "./store/conflicts.ts";
import { type PlacedSession, publicSessionOf } from "./store/sessions.ts";
import type { HubStanding, VoucherRow } from "./store/standings.ts";
import type { Store } from "./store/store.ts";
import type { Venue } from "./store/venues.ts";
import type { IssuedVoucher } from "./store/vouchers.ts";

/** Answers of the officers' API: stored records with bookings and labels in place of ids. Times are Unix ms. */
export type VenueReport = Venue & {
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

export type BookingReport = Omit<IssuedVoucher, "session" | "row" | "seat"> & {
	readonly session: Session;
	/** The party's first seat as in a file of bookings: row and seat, "5-12". */
	readonly seat: string | null;
	/** The static code. A `rotating` session does not accept it. */
	readonly code: string;
	readonly rotating: boolean;
	/** Path of the member's page at the hub's address. */
	readonly pass: string;
};

export type AdmissionReport = {
	/** Null for a tick on the paper list; `line` is its number then, and `label` says who typed it in. */
	readonly kiosk: KioskId | null;
	readonly label: string;
	readonly incarnation: number;
	/** Above 0 for a line of a branch: the kiosk's disk was copied or restored. */
	readonly branch: number;
	readonly line: number;
	readonly persons: number;
	readonly atMs: number;
	readonly voided: boolean;
};

type BookingReference = { readonly booking: string | null; readonly voucher: VoucherId | null };

export type StandingReport = HubStanding & BookingReference & { readonly admissions: readonly AdmissionReport[] };
export type ConflictReport = Conflict &
	BookingReference & { readonly admitted: number; readonly sides: readonly AdmissionReport[] };

export function buildVenueReport(store: Store, venue: Venue): VenueReport {
	const days = store.days.list(venue.venue, null).map(({ day, programme, opensAt, closesAt }) => {
		const published = store.allocations.findLatest(venue.venue, day);
		return { day, programme, opensAt, closesAt, version: published?.version ?? null, rows: published?.rowCount ?? 0 };
	});
	return { ...venue, days };
}

/** Refuses as the signer does. */
export async function buildBookingReport(
	{ store, signer }: HubContext,
	issued: IssuedVoucher,
): Promise<BookingReport | Refusal> {
	const session = store.sessions.find(issued.venue, issued.session);
	if (session === null) throw new Error(`The booking ${issued.booking} is for a session that is not there.`);
	const { row: _, seat: number, ...told } = issued;
	const seat = formatSeat(session, number);
	const { rotating } = session;
	const code = await signer.signVoucher({ ...issued, id: issued.voucher, rotating });
	if (isRefusal(code)) return code;
	return { ...told, session: publicSessionOf(session), seat, code, rotating, pass: `/pass/${issued.voucher}` };
}

function formatSeat({ entry }: PlacedSession, number: number): string | null {
	const seat = entry.kind === "seated" ? seatAt(entry, number) : null;
	return seat === null ? null : `${seat.row}-${seat.seat}`;
}

export function buildStandingReport(store: Store, standing: HubStanding): StandingReport {
	return { ...standing, ...findBookingReference(store, standing), admissions: listAdmissions(store, standing) };
}

export function buildConflictReport(store: Store, conflict: Conflict): ConflictReport {
	const admitted = store.standings.find(conflict)?.admitted ?? 0;
	return { ...conflict, ...findBookingReference(store, conflict), admitted, sides: listAdmissions(store, conflict) };
}

function findBookingReference(store: Store, { venue, day, row }: VoucherRow): BookingReference {
	const issued = store.vouchers.findByRow(venue, day, row);
	return { booking: issued?.booking ?? null, voucher: issued?.voucher ?? null };
}

function listAdmissions(store: Store, place: VoucherRow): readonly AdmissionReport[] {
	const onKiosks = store.standings
		.listAdmissions(place)
		.map(({ kiosk, incarnation, branch, seq, persons, at, inside }) => {
			const label = store.kiosks.find(kiosk)?.label ?? kiosk;
			return { kiosk, label, incarnation, branch, line: seq, persons, atMs: at, inside, voided: inside === 0 };
		});
	const onPaper = store.standings.listPaperAdmissions(place).map(({ paper, persons, by, at, voidedAt }) => {
		const label = `paper, typed by ${by}`;
		const inside = voidedAt === null ? persons : 0;
		return {
			kiosk: null,
			label,
			incarnation: 0,
			branch: 0,
			line: paper,
			persons,
			atMs: at,
			inside,
			voided: inside === 0,
		};
	});
	return [...onKiosks, ...onPaper].toSorted((a, b) => a.atMs - b.atMs);
}

import type { RowState } from "../../core/allocation/row.ts";
import { seatAt } from "../../core/allocation/seating.ts";
import type { Session } from "../../core/allocation/session.ts";
import type { Day, KioskId, Title, VoucherId } from "../../core/identity.ts";
import { passPathOf } from "../../core/protocol/passLink.ts";
import { ensurePassSecret } from "./bookings/passLinks.ts";
import { type VoucherState, voucherStateOf } from "./bookings/voucherState.ts";
import type { HubContext } from "./context.ts";
import { foldStoredVoucher } from "./journals/settleVouchers.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { Conflict, ConflictKind } from "./store/conflicts.ts";
import type { Flag } from "./store/lines.ts";
import { type PlacedSession, publicSessionOf } from "./store/sessions.ts";
import type { HubStanding, Movement, VoucherRow } from "./store/standings.ts";
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

export type BookingReport = Omit<IssuedVoucher, "session" | "row" | "seat" | "state"> & {
	readonly state: VoucherState;
	readonly session: Session;
	/** The party's first seat as in a file of bookings: row and seat, "5-12". */
	readonly seat: string | null;
	/** The static code; null unless the voucher is live. A `rotating` session does not accept it. */
	readonly code: string | null;
	readonly rotating: boolean;
	/** Path of the member's page at the hub's address, with the link's secret. Null where it was made under another link key. */
	readonly pass: string | null;
};

export type AdmissionReport = {
	/** Null for a tick on the paper list; `line` is its number then, and `label` says who typed it in. */
	readonly kiosk: KioskId | null;
	readonly label: string;
	readonly incarnation: number;
	/** Above 0 for a line of a branch: the kiosk's disk was copied or restored. */
	readonly branch: number;
	readonly line: number;
	readonly session: number;
	readonly persons: number;
	/** Those of them who were not voided. */
	readonly inside: number;
	/** The seats that they were told, as in a file of bookings: "5-12". */
	readonly seats: readonly string[];
	readonly atMs: number;
	/** Nobody of it is inside any more. */
	readonly voided: boolean;
	/** What is wrong with its line; one that is `impossible` is not counted. */
	readonly flag: Flag | null;
};

type BookingReference = { readonly booking: string | null; readonly voucher: VoucherId | null };

export type StandingReport = HubStanding &
	BookingReference & {
		/** Of the booking; null where there is none. */
		readonly state: RowState | null;
		readonly admissions: readonly AdmissionReport[];
		/** The kinds of its open conflicts. */
		readonly conflicts: readonly ConflictKind[];
	};

export type ConflictReport = Omit<Conflict, "seats"> &
	BookingReference & {
		readonly message: string;
		readonly admitted: number;
		readonly seats: readonly string[];
		/** Bookings that have one of these seats too. */
		readonly others: readonly string[];
		readonly sides: readonly AdmissionReport[];
	};

export function buildVenueReport(store: Store, venue: Venue): VenueReport {
	const days = store.days.list(venue.venue, null).map(({ day, programme, opensAt, closesAt }) => {
		const published = store.allocations.findLatest(venue.venue, day);
		return { day, programme, opensAt, closesAt, version: published?.version ?? null, rows: published?.rowCount ?? 0 };
	});
	return { ...venue, days };
}

/** Refuses as the signer does. */
export async function buildBookingReport(hub: HubContext, issued: IssuedVoucher): Promise<BookingReport | Refusal> {
	const { store, signer } = hub;
	const session = store.sessions.find(issued.venue, issued.session);
	if (session === null) throw new Error(`The booking ${issued.booking} is for a session that is not there.`);
	const { row: _, seat: number, ...told } = issued;
	const seat = formatSeat(session, number);
	const { rotating } = session;
	const state = voucherStateOf(store, issued);
	const code = state === "live" ? await signer.signVoucher({ ...issued, id: issued.voucher, rotating }) : null;
	if (isRefusal(code)) return code;
	const secret = ensurePassSecret(hub, issued);
	const pass = secret === null ? null : passPathOf(secret);
	return { ...told, state, session: publicSessionOf(session), seat, code, rotating, pass };
}

function formatSeat({ entry }: PlacedSession, number: number): string | null {
	const seat = entry.kind === "seated" ? seatAt(entry, number) : null;
	return seat === null ? null : `${seat.row}-${seat.seat}`;
}

export function buildStandingReport(store: Store, standing: HubStanding): StandingReport {
	return {
		...standing,
		...findBookingReference(store, standing),
		state: store.vouchers.findByRow(standing.venue, standing.day, standing.row)?.state ?? null,
		admissions: listAdmissions(store, standing),
		conflicts: store.conflicts.listOpen(standing).map(({ kind }) => kind),
	};
}

export function buildConflictReport(store: Store, conflict: Conflict): ConflictReport {
	const { venue, day, row, kind } = conflict;
	const clashes = kind === "seatTwice" ? store.seats.listClashes({ venue, day, row }) : [];
	const others = clashes.map(({ other }) => findBookingReference(store, other).booking ?? other.row);
	const standing = store.standings.find(conflict);
	const told = new Map(store.seats.listTold(conflict).map(({ session, seat }) => [seat, session]));
	const nameOf = (seat: number) => {
		const session = store.sessions.find(venue, told.get(seat) ?? standing?.session ?? -1);
		return (session === null ? null : formatSeat(session, seat)) ?? String(seat);
	};
	return {
		...conflict,
		...findBookingReference(store, conflict),
		message: conflictSentence(kind),
		admitted: standing?.admitted ?? 0,
		seats: conflict.seats.map(nameOf),
		others: [...new Set(others)],
		sides: listAdmissions(store, conflict),
	};
}

function conflictSentence(kind: ConflictKind): string {
	switch (kind) {
		case "overAdmitted":
			return "More persons were admitted than its party has.";
		case "cancelled":
			return "Persons are inside although the booking is cancelled.";
		case "blocked":
			return "Persons are inside although the booking is blocked.";
		case "revoked":
			return "Persons are inside although the voucher is revoked.";
		case "otherSession":
			return "Persons are inside another session than the one it is booked for.";
		case "seatTwice":
			return "A seat was told to two persons, or told to one and assigned to another booking.";
	}
}

function findBookingReference(store: Store, { venue, day, row }: VoucherRow): BookingReference {
	const issued = store.vouchers.findByRow(venue, day, row);
	return { booking: issued?.booking ?? null, voucher: issued?.voucher ?? null };
}

/** By the kiosks' clocks; ticks on paper lists by the hub's. */
function listAdmissions(store: Store, { venue, day, row }: VoucherRow): readonly AdmissionReport[] {
	const { admissions, flags } = foldStoredVoucher(store, { venue, day, row });
	const flagOf = new Map<Movement, Flag | null>(flags.map(({ line, flag }) => [line, flag]));
	const reports = admissions.flatMap(({ line, session, persons, inside }): AdmissionReport[] => {
		if (line === null) return [];
		const { kiosk, incarnation, branch, seq, at } = line;
		const label = store.kiosks.find(kiosk)?.label ?? kiosk;
		const placed = store.sessions.find(venue, session);
		const seats = inside.flatMap(({ seat }) => (placed === null || seat === 0 ? [] : (formatSeat(placed, seat) ?? [])));
		return [
			{
				...{ kiosk, label, incarnation, branch, line: seq, session, persons, inside: inside.length, seats },
				...{ atMs: at, voided: inside.length === 0, flag: flagOf.get(line) ?? null },
			},
		];
	});
	return [...reports, ...listTicks(store, { venue, day, row })].toSorted((a, b) => a.atMs - b.atMs);
}

function listTicks(store: Store, voucher: VoucherRow): readonly AdmissionReport[] {
	return store.movements.listPaper(voucher).map(({ paper, session, persons, by, at, voidedAt }) => {
		const inside = voidedAt === null ? persons : 0;
		return {
			...{ kiosk: null, label: `paper, typed by ${by}`, incarnation: 0, branch: 0, line: paper, session },
			...{ persons, inside, seats: [], atMs: at, voided: inside === 0, flag: null },
		};
	});
}

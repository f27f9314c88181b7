import type { Random } from "../../clock.ts";
import { reseatSession } from "../bookings/seating.ts";
import { settleVouchers } from "../journals/settleVouchers.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import { refuseDistantDays } from "./checkDays.ts";
import type { Programme, ProgrammeDay } from "./programme.ts";
import { refuseWithdrawn } from "./withdraw.ts";

/** `unseated`: bookings for which the new seat plan of their session has no adjacent seats left. */
export type ProgrammeReport = {
	readonly venues: number;
	readonly days: number;
	readonly sessions: number;
	readonly unseated: number;
};

/** `nowMs` is null where the dates may be any: in a demonstration. `revive` takes back what was withdrawn. */
export type LoadOptions = { readonly nowMs: number | null; readonly revive: boolean };

/** Loads a programme in one transaction. Sessions that it no longer contains are kept: vouchers may have been issued for them. */
export function loadProgramme(
	store: Store,
	random: Random,
	programme: Programme,
	{ nowMs, revive }: LoadOptions,
): ProgrammeReport | Refusal {
	return store.transactOrRefuse(() => {
		const unfit =
			(nowMs === null ? null : refuseDistantDays(store, programme, nowMs)) ??
			(revive ? null : refuseWithdrawn(store, programme));
		if (unfit !== null) return unfit;
		for (const venue of programme.venues) store.venues.put(venue);
		let sessions = 0;
		let unseated = 0;
		for (const day of programme.days) {
			const overlap = refuseOverlap(store, day);
			if (overlap !== null) return overlap;
			const { venue, opensAt, closesAt, shortNumbers } = day;
			const allocationKey = random(32);
			const { title } = programme;
			store.days.put({
				venue,
				day: day.day,
				programme: title,
				opensAt: opensAt.ms,
				closesAt: closesAt.ms,
				allocationKey,
				shortNumbers,
			});
			for (const session of placedSessionsOf(day)) {
				const known = store.sessions.find(session.venue, session.session);
				const breaking = known === null ? null : refuseBreakingChange(store, known, session);
				if (breaking !== null) return breaking;
				store.sessions.put(session);
				if (known !== null && hasDifferentSeats(known, session)) unseated += reseatSession(store, session);
				sessions++;
			}
			settleVouchers(store, store.movements.listVouchersOfDay(venue, day.day), nowMs ?? 0);
		}
		return { venues: programme.venues.length, days: programme.days.length, sessions, unseated };
	});
}

function placedSessionsOf(day: ProgrammeDay): readonly PlacedSession[] {
	return day.sessions.map((session) => ({
		...session,
		venue: day.venue,
		day: day.day,
		startsAt: session.startsAt.ms,
		admitFrom: session.admitFrom.ms,
		admitUntil: session.admitUntil.ms,
	}));
}

/** The days of a venue must not overlap, or a kiosk could not tell which list applies. */
function refuseOverlap(store: Store, { venue, day, opensAt, closesAt }: ProgrammeDay): Refusal | null {
	const other = store.days
		.list(venue, null)
		.find(
			(known) =>
				known.withdrawnAt === null && known.day !== day && known.opensAt < closesAt.ms && opensAt.ms < known.closesAt,
		);
	if (other === undefined) return null;
	return refuse(
		"daysOverlap",
		`At venue ${venue}, ${day} overlaps ${other.day}. Let one day close before the next opens.`,
	);
}

/** A session that vouchers were issued for must not change its day, activity or seats. */
function refuseBreakingChange(store: Store, known: PlacedSession, session: PlacedSession): Refusal | null {
	const name = `Session ${session.session} of venue ${session.venue}`;
	const isInUse = store.seats.listToldOfSession(session.venue, session.session).length > 0;
	if (isInUse && hasDifferentSeats(known, session)) {
		const message = `${name} has members on its seats, so that its plan cannot change. Give the new session its own number.`;
		return refuse("seatsInUse", message);
	}
	const booked = store.vouchers.countPersons(session.venue, session.session);
	if (booked === 0) return null;
	if (known.day !== session.day || known.activity !== session.activity) {
		const message = `${name} has vouchers and cannot become another day or activity. Give the new session its own number.`;
		return refuse("sessionTaken", message);
	}
	if (session.capacity < booked) {
		const message = `${name} is booked for ${booked} persons; its capacity cannot become ${session.capacity}. Cancel bookings first.`;
		return refuse("capacityBelowBooked", message);
	}
	return null;
}

/** Compares the seats alone: aisles and the kind of hall may change. */
function hasDifferentSeats(known: PlacedSession, session: PlacedSession): boolean {
	const seats = ({ entry }: PlacedSession) => (entry.kind === "seated" ? entry.rows.join(" ") : "");
	return seats(known) !== seats(session);
}

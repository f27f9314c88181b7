import type { Session } from "../../core/allocation/session.ts";
import type { Day } from "../../core/identity.ts";
import { publicSessionOf } from "./store/sessions.ts";
import type { Store } from "./store/store.ts";

/** The sums of one session. Persons who are counted apart are in none of them. */
export type SessionSettlement = {
	readonly session: Session;
	/** Persons of its bookings, without the cancelled ones. */
	readonly allocated: number;
	/** Persons inside, of whatever booking. */
	readonly admitted: number;
	/** Persons of its bookings who are not inside it. */
	readonly missing: number;
	/** Those among `admitted` whose booking is not a live one for this session. */
	readonly unentitled: number;
};

/** What one day of a venue comes to, by all journals received. */
export type Settlement = {
	readonly venue: number;
	readonly day: Day;
	readonly sessions: readonly SessionSettlement[];
	/** Counted apart: persons of lines that cannot be true, and of vouchers that no booking has. */
	readonly doubtful: number;
	readonly unlisted: number;
	/** Lines with a flag, of all the venue's journals. */
	readonly flaggedLines: number;
	readonly openConflicts: number;
	readonly resolvedConflicts: number;
};

export function buildSettlement(store: Store, venue: number, day: Day): Settlement {
	const standings = store.standings.list(venue, day);
	const bookings = store.vouchers.listOfDay(venue, day);
	const conflicts = store.conflicts.list(venue).filter((conflict) => conflict.day === day);
	const sessions = store.sessions.listOfDay(venue, day).map((placed): SessionSettlement => {
		const { session } = placed;
		const own = bookings.filter((one) => one.session === session && one.state !== "cancelled");
		const allocated = own.reduce((sum, { party }) => sum + party, 0);
		const taken = store.vouchers.countPersons(venue, session);
		const missing = own.reduce(
			(sum, one) => sum + Math.max(0, one.party - store.standings.countInside(one, session)),
			0,
		);
		const entitled = own
			.filter(({ state }) => state === "live")
			.reduce((sum, one) => sum + Math.min(one.party, store.standings.countInside(one, session)), 0);
		const admitted = taken - missing;
		return { session: publicSessionOf(placed), allocated, admitted, missing, unentitled: admitted - entitled };
	});
	return {
		...{ venue, day, sessions },
		doubtful: standings.reduce((sum, one) => sum + one.doubtful, 0),
		unlisted: standings.reduce((sum, one) => sum + (one.isListed ? 0 : one.admitted), 0),
		flaggedLines: store.lines.countFlagged(venue),
		openConflicts: conflicts.filter(({ resolvedAt }) => resolvedAt === null).length,
		resolvedConflicts: conflicts.filter(({ resolvedAt }) => resolvedAt !== null).length,
	};
}

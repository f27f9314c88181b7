import type { PlacedSession } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";
import type { Booking } from "./readBooking.ts";

type Expecting = Pick<Booking, "venue" | "session" | "party" | "state">;

/** Counts the places of sessions while one file is imported: a session's bookings are summed once, not for every row. */
export type Places = {
	/** The persons of a booking who are still to come to its session. Those inside need no further place. */
	readonly countExpected: (known: IssuedVoucher | null, booking: Expecting) => number;
	/** The places of a session that the booking may have: those that nobody else has, and its own. */
	readonly countLeft: (known: IssuedVoucher | null, session: PlacedSession) => number;
	/** Counts a booking that was accepted in the place of what was known of it. */
	readonly replace: (known: IssuedVoucher | null, booking: Expecting) => void;
};

export function createPlaces(store: Store): Places {
	const taken = new Map<string, number>();

	function countExpected(known: IssuedVoucher | null, { session, party, state }: Expecting): number {
		if (state === "cancelled") return 0;
		const inside = known === null ? 0 : store.standings.countInside(known, session);
		return Math.max(0, party - inside);
	}

	function countTaken({ venue, session }: Pick<Expecting, "venue" | "session">): number {
		const name = `${venue} ${session}`;
		const count = taken.get(name) ?? store.vouchers.countPersons(venue, session);
		taken.set(name, count);
		return count;
	}

	function add(of: Expecting, persons: number): void {
		const name = `${of.venue} ${of.session}`;
		const count = taken.get(name);
		if (count !== undefined) taken.set(name, count + persons);
	}

	return {
		countExpected,
		countLeft(known, session) {
			const own = known?.session === session.session ? countExpected(known, known) : 0;
			return Math.max(0, session.capacity - countTaken(session) + own);
		},
		replace(known, booking) {
			if (known !== null) add(known, -countExpected(known, known));
			add(booking, countExpected(known, booking));
		},
	};
}

import type { Session } from "../../../core/allocation/session.ts";
import type { Day } from "../../../core/identity.ts";

/**
 * A session of a venue's day. `place` is the gate group, 0 for none, and is unused with seats. A `rotating` session accepts
 * no static code.
 */
export type PlacedSession = Session & {
	readonly venue: number;
	readonly day: Day;
	readonly place: number;
	readonly rotating: boolean;
};

/** The sessions of all venues. */
export interface Sessions {
	/** Adds a session or replaces it. */
	put(session: PlacedSession): void;
	find(venue: number, session: number): PlacedSession | null;
	/** By number. */
	listOfDay(venue: number, day: Day): readonly PlacedSession[];
}

/** The fields of a session that a header or a pass contains: core's, and no others. */
export function publicSessionOf(placed: PlacedSession): Session {
	const { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry } = placed;
	return { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry };
}

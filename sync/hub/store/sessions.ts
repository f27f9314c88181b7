import type { Session } from "../../../core/allocation/session.ts";
import type { Day } from "../../../core/identity.ts";

/**
 * A session where it is held. `place` is the gate group of all its rows, 0 for none, unless they have seats; where it is
 * `rotating`, no static code is honoured.
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

/** What a header or a pass tells of a session: core's fields and no others. */
export function publicSessionOf(placed: PlacedSession): Session {
	const { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry } = placed;
	return { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry };
}

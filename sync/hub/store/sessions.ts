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
/** `withdrawnAt` (Unix ms) is null unless an officer took it out of the programme. */
export type HeldSession = PlacedSession & { readonly withdrawnAt: number | null };
/** A venue, one of its days, or one of its sessions; null stands for all. */
export type ProgrammePart = { readonly venue: number; readonly day: Day | null; readonly session: number | null };

/** The sessions of all venues. */
export interface Sessions {
	/** Adds a session or replaces it, and takes back a withdrawal. */
	put(session: PlacedSession): void;
	find(venue: number, session: number): HeldSession | null;
	/** By number. */
	listOfDay(venue: number, day: Day): readonly HeldSession[];
	/** Marks the sessions of a part as taken out of the programme, once. */
	withdraw(part: ProgrammePart, atMs: number): void;
}

/** The fields of a session that a header or a pass contains: core's, and no others. */
export function publicSessionOf(placed: PlacedSession): Session {
	const { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry } = placed;
	return { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry };
}

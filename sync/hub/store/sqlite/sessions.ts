import { type Session, SessionEntry } from "../../../../core/allocation/session.ts";
import { type Day, Title } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

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

type SessionRow = Omit<PlacedSession, "title" | "hall" | "rotating" | "entry"> & {
	title: string;
	hall: string | null;
	rotating: number;
	entry: string;
};

export type Sessions = ReturnType<typeof prepareSessions>;

export function prepareSessions(db: DatabaseHandle) {
	const put = db.prepare<SessionRow>(`
		INSERT INTO sessions
			(venue, session, day, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, place, rotating, entry)
		VALUES (:venue, :session, :day, :activity, :title, :hall, :startsAt, :admitFrom, :admitUntil, :capacity, :place,
			:rotating, :entry)
		ON CONFLICT (venue, session) DO UPDATE SET
			day = excluded.day, activity = excluded.activity, title = excluded.title, hall = excluded.hall,
			startsAt = excluded.startsAt, admitFrom = excluded.admitFrom, admitUntil = excluded.admitUntil,
			capacity = excluded.capacity, place = excluded.place, rotating = excluded.rotating,
			entry = excluded.entry
	`);
	const find = db.prepare<{ venue: number; session: number }, SessionRow>(
		"SELECT * FROM sessions WHERE venue = :venue AND session = :session",
	);
	const ofDay = db.prepare<{ venue: number; day: Day }, SessionRow>(
		"SELECT * FROM sessions WHERE venue = :venue AND day = :day ORDER BY session",
	);
	return {
		put(session: PlacedSession): void {
			const hall = session.hall === null ? null : JSON.stringify(session.hall);
			const entry = JSON.stringify(session.entry);
			put.run({ ...session, title: JSON.stringify(session.title), hall, rotating: session.rotating ? 1 : 0, entry });
		},
		find(venue: number, session: number): PlacedSession | null {
			const row = find.get({ venue, session });
			return row === undefined ? null : readSession(row);
		},
		ofDay(venue: number, day: Day): readonly PlacedSession[] {
			return ofDay.all({ venue, day }).map(readSession);
		},
	};
}

/** What a header or a pass tells of a session: core's fields and no others. */
export function publicSessionOf(placed: PlacedSession): Session {
	const { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry } = placed;
	return { session, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, entry };
}

function readSession(row: SessionRow): PlacedSession {
	return {
		...row,
		title: Title.parse(JSON.parse(row.title)),
		hall: row.hall === null ? null : Title.parse(JSON.parse(row.hall)),
		rotating: row.rotating === 1,
		entry: SessionEntry.parse(JSON.parse(row.entry)),
	};
}

import { SessionEntry } from "../../../../core/allocation/session.ts";
import { type Day, Title } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import { toJson } from "../database/json.ts";
import type { HeldSession, ProgrammePart, Sessions } from "../sessions.ts";

type SessionRow = Omit<HeldSession, "title" | "hall" | "rotating" | "entry"> & {
	title: string;
	hall: string | null;
	rotating: number;
	entry: string;
};

export function prepareSessions(db: WritableDatabase): Sessions {
	const put = db.prepare<Omit<SessionRow, "withdrawnAt">>(`
		INSERT INTO sessions
			(venue, session, day, activity, title, hall, startsAt, admitFrom, admitUntil, capacity, place, rotating, entry)
		VALUES (:venue, :session, :day, :activity, :title, :hall, :startsAt, :admitFrom, :admitUntil, :capacity, :place,
			:rotating, :entry)
		ON CONFLICT (venue, session) DO UPDATE SET
			day = excluded.day, activity = excluded.activity, title = excluded.title, hall = excluded.hall,
			startsAt = excluded.startsAt, admitFrom = excluded.admitFrom, admitUntil = excluded.admitUntil,
			capacity = excluded.capacity, place = excluded.place, rotating = excluded.rotating,
			entry = excluded.entry, withdrawnAt = NULL
	`);
	const find = db.prepare<{ venue: number; session: number }, SessionRow>(
		"SELECT * FROM sessions WHERE venue = :venue AND session = :session",
	);
	const listOfDay = db.prepare<{ venue: number; day: Day }, SessionRow>(
		"SELECT * FROM sessions WHERE venue = :venue AND day = :day ORDER BY session",
	);
	const withdraw = db.prepare<ProgrammePart & { atMs: number }>(`
		UPDATE sessions SET withdrawnAt = :atMs
		WHERE venue = :venue AND (:day IS NULL OR day = :day) AND (:session IS NULL OR session = :session)
			AND withdrawnAt IS NULL
	`);
	return {
		put(session) {
			const title = toJson(Title, session.title);
			const hall = session.hall === null ? null : toJson(Title, session.hall);
			const entry = toJson(SessionEntry, session.entry);
			const written = put.run({ ...session, title, hall, rotating: session.rotating ? 1 : 0, entry });
			assertOneChange(`session ${session.session} of venue ${session.venue}`, written);
		},
		find(venue, session) {
			const row = find.get({ venue, session });
			return row === undefined ? null : readSession(row);
		},
		listOfDay: (venue, day) => listOfDay.all({ venue, day }).map(readSession),
		withdraw: (part, atMs) => void withdraw.run({ ...part, atMs }),
	};
}

function readSession(row: SessionRow): HeldSession {
	return {
		...row,
		title: Title.parse(JSON.parse(row.title)),
		hall: row.hall === null ? null : Title.parse(JSON.parse(row.hall)),
		rotating: row.rotating === 1,
		entry: SessionEntry.parse(JSON.parse(row.entry)),
	};
}

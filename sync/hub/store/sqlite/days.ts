import { type Day, Title } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import { toJson } from "../database/json.ts";
import type { Days, VenueDay } from "../days.ts";

type DayRow = Omit<VenueDay, "programme" | "allocationKey" | "shortNumbers"> & {
	programme: string;
	allocationKey: Buffer;
	shortNumbers: 0 | 1;
};

export function prepareDays(db: WritableDatabase): Days {
	const put = db.prepare<Omit<DayRow, "bucketBits" | "withdrawnAt">>(`
		INSERT INTO days (venue, day, programme, opensAt, closesAt, allocationKey, shortNumbers)
		VALUES (:venue, :day, :programme, :opensAt, :closesAt, :allocationKey, :shortNumbers)
		ON CONFLICT (venue, day) DO UPDATE SET
			programme = excluded.programme, opensAt = excluded.opensAt, closesAt = excluded.closesAt,
			shortNumbers = excluded.shortNumbers, withdrawnAt = NULL
	`);
	const find = db.prepare<{ venue: number; day: Day }, DayRow>(
		"SELECT * FROM days WHERE venue = :venue AND day = :day",
	);
	const list = db.prepare<{ venue: number | null; day: Day | null }, DayRow>(`
		SELECT * FROM days
		WHERE (:venue IS NULL OR venue = :venue) AND (:day IS NULL OR day = :day)
		ORDER BY venue, day
	`);
	const fixBucketBits = db.prepare<{ venue: number; day: Day; bucketBits: number }>(
		"UPDATE days SET bucketBits = :bucketBits WHERE venue = :venue AND day = :day AND bucketBits IS NULL",
	);
	const withdraw = db.prepare<{ venue: number; day: Day | null; atMs: number }>(`
		UPDATE days SET withdrawnAt = :atMs
		WHERE venue = :venue AND (:day IS NULL OR day = :day) AND withdrawnAt IS NULL
	`);
	return {
		put(day) {
			const row = {
				venue: day.venue,
				day: day.day,
				programme: toJson(Title, day.programme),
				opensAt: day.opensAt,
				closesAt: day.closesAt,
				allocationKey: Buffer.from(day.allocationKey),
				shortNumbers: day.shortNumbers ? 1 : 0,
			} as const;
			assertOneChange(`venue ${day.venue}'s day ${day.day}`, put.run(row));
		},
		find(venue, day) {
			const row = find.get({ venue, day });
			return row === undefined ? null : readDay(row);
		},
		list: (venue, day) => list.all({ venue, day }).map(readDay),
		withdraw: (venue, day, atMs) => void withdraw.run({ venue, day, atMs }),
		fixBucketBits(venue, day, bucketBits) {
			assertOneChange(`the bucket bits of venue ${venue} on ${day}`, fixBucketBits.run({ venue, day, bucketBits }));
		},
	};
}

function readDay(row: DayRow): VenueDay {
	return { ...row, programme: Title.parse(JSON.parse(row.programme)), shortNumbers: row.shortNumbers === 1 };
}

import { type Day, Title } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** A venue's day. `allocationKey` is K_alloc, made once and never changed; `bucketBits` is fixed by the first publication. */
export type VenueDay = {
	readonly venue: number;
	readonly day: Day;
	readonly programme: Title;
	readonly opensAt: number;
	readonly closesAt: number;
	readonly allocationKey: Uint8Array;
	readonly bucketBits: number | null;
	/** Whether members may come in by short number. */
	readonly shortNumbers: boolean;
};

type DayRow = Omit<VenueDay, "programme" | "allocationKey" | "shortNumbers"> & {
	programme: string;
	allocationKey: Buffer;
	shortNumbers: 0 | 1;
};

export type Days = ReturnType<typeof prepareDays>;

export function prepareDays(db: DatabaseHandle) {
	const put = db.prepare<Omit<DayRow, "bucketBits">>(`
		INSERT INTO days (venue, day, programme, opensAt, closesAt, allocationKey, shortNumbers)
		VALUES (:venue, :day, :programme, :opensAt, :closesAt, :allocationKey, :shortNumbers)
		ON CONFLICT (venue, day) DO UPDATE SET
			programme = excluded.programme, opensAt = excluded.opensAt, closesAt = excluded.closesAt,
			shortNumbers = excluded.shortNumbers
	`);
	const find = db.prepare<{ venue: number; day: Day }, DayRow>(
		"SELECT * FROM days WHERE venue = :venue AND day = :day",
	);
	const some = db.prepare<{ venue: number | null; day: Day | null }, DayRow>(`
		SELECT * FROM days
		WHERE (:venue IS NULL OR venue = :venue) AND (:day IS NULL OR day = :day)
		ORDER BY venue, day
	`);
	const fix = db.prepare<{ venue: number; day: Day; bucketBits: number }>(
		"UPDATE days SET bucketBits = :bucketBits WHERE venue = :venue AND day = :day AND bucketBits IS NULL",
	);
	return {
		/** Keeps the key of a day that is already there. */
		put(day: Omit<VenueDay, "bucketBits">): void {
			put.run({
				venue: day.venue,
				day: day.day,
				programme: JSON.stringify(day.programme),
				opensAt: day.opensAt,
				closesAt: day.closesAt,
				allocationKey: Buffer.from(day.allocationKey),
				shortNumbers: day.shortNumbers ? 1 : 0,
			});
		},
		find(venue: number, day: Day): VenueDay | null {
			const row = find.get({ venue, day });
			return row === undefined ? null : readDay(row);
		},
		/** Null stands for every venue, or every day. */
		some(venue: number | null, day: Day | null): readonly VenueDay[] {
			return some.all({ venue, day }).map(readDay);
		},
		fixBucketBits(venue: number, day: Day, bucketBits: number): void {
			const { changes } = fix.run({ venue, day, bucketBits });
			if (changes !== 1) throw new Error(`The bucket bits of venue ${venue} on ${day} were fixed before.`);
		},
	};
}

function readDay(row: DayRow): VenueDay {
	return { ...row, programme: Title.parse(JSON.parse(row.programme)), shortNumbers: row.shortNumbers === 1 };
}

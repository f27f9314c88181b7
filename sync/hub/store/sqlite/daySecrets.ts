import type { Day } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { StoredDaySecrets } from "../daySecrets.ts";

export function prepareDaySecrets(db: WritableDatabase): StoredDaySecrets {
	const find = db.prepare<{ venue: number; day: Day }, { dayKey: Buffer }>(
		"SELECT dayKey FROM daySecrets WHERE venue = :venue AND day = :day",
	);
	const add = db.prepare<{ venue: number; day: Day; dayKey: Buffer }>(
		"INSERT INTO daySecrets (venue, day, dayKey) VALUES (:venue, :day, :dayKey)",
	);
	return {
		findOrAdd(venue, day, create) {
			const known = find.get({ venue, day })?.dayKey;
			if (known !== undefined) return known;
			const dayKey = Buffer.from(create());
			assertOneChange(`the key of venue ${venue} on ${day}`, add.run({ venue, day, dayKey }));
			return dayKey;
		},
	};
}

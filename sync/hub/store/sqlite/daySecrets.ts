import type { Day } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

export type StoredDaySecrets = ReturnType<typeof prepareDaySecrets>;

/** K_day of each venue and day, from which its codes rotate: made once, never changed, and never sent but sealed. */
export function prepareDaySecrets(db: DatabaseHandle) {
	const find = db.prepare<{ venue: number; day: Day }, { dayKey: Buffer }>(
		"SELECT dayKey FROM daySecrets WHERE venue = :venue AND day = :day",
	);
	const add = db.prepare<{ venue: number; day: Day; dayKey: Buffer }>(
		"INSERT INTO daySecrets (venue, day, dayKey) VALUES (:venue, :day, :dayKey) ON CONFLICT DO NOTHING",
	);
	return {
		/** The day's own; it is `fresh` when there was none. */
		dayKeyOf(venue: number, day: Day, fresh: () => Uint8Array): Uint8Array {
			const known = find.get({ venue, day })?.dayKey;
			if (known !== undefined) return known;
			const dayKey = Buffer.from(fresh());
			add.run({ venue, day, dayKey });
			return dayKey;
		},
	};
}

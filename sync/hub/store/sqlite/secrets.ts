import type { Day } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { LinkedVoucher, PassLink, PassLinks, StoredDaySecrets } from "../secrets.ts";

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

export function preparePassLinks(db: WritableDatabase): PassLinks {
	const find = db.prepare<LinkedVoucher, PassLink>(
		"SELECT venue, booking, digest, sealed FROM passLinks WHERE venue = :venue AND booking = :booking",
	);
	const findByDigest = db.prepare<{ digest: Buffer }, LinkedVoucher>(
		"SELECT venue, booking FROM passLinks WHERE digest = :digest",
	);
	const put = db.prepare<PassLink>(`
		INSERT INTO passLinks (venue, booking, digest, sealed) VALUES (:venue, :booking, :digest, :sealed)
		ON CONFLICT (venue, booking) DO UPDATE SET digest = excluded.digest, sealed = excluded.sealed
	`);
	return {
		find: ({ venue, booking }) => find.get({ venue, booking }) ?? null,
		findByDigest: (digest) => findByDigest.get({ digest: Buffer.from(digest) }) ?? null,
		put({ digest, sealed, venue, booking }) {
			const link = { venue, booking, digest: Buffer.from(digest), sealed: Buffer.from(sealed) };
			assertOneChange(`the link of the booking ${booking}`, put.run(link));
		},
	};
}

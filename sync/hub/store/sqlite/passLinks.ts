import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { LinkedVoucher, PassLink, PassLinks } from "../passLinks.ts";

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

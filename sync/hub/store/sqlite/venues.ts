import { Title } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import { toJson } from "../database/json.ts";
import type { HeldVenue, Venues } from "../venues.ts";

type VenueRow = { venue: number; title: string; address: string | null; withdrawnAt: number | null };

export function prepareVenues(db: WritableDatabase): Venues {
	const put = db.prepare<Omit<VenueRow, "withdrawnAt">>(`
		INSERT INTO venues (venue, title, address) VALUES (:venue, :title, :address)
		ON CONFLICT (venue) DO UPDATE SET
			title = excluded.title, address = excluded.address, withdrawnAt = NULL
	`);
	const find = db.prepare<{ venue: number }, VenueRow>("SELECT * FROM venues WHERE venue = :venue");
	const list = db.prepare<[], VenueRow>("SELECT * FROM venues ORDER BY venue");
	const withdraw = db.prepare<{ venue: number; atMs: number }>(
		"UPDATE venues SET withdrawnAt = :atMs WHERE venue = :venue AND withdrawnAt IS NULL",
	);
	return {
		put(venue) {
			const address = venue.address === null ? null : toJson(Title, venue.address);
			const written = put.run({ venue: venue.venue, title: toJson(Title, venue.title), address });
			assertOneChange(`the venue ${venue.venue}`, written);
		},
		find(venue) {
			const row = find.get({ venue });
			return row === undefined ? null : readVenue(row);
		},
		list: () => list.all().map(readVenue),
		withdraw: (venue, atMs) => void withdraw.run({ venue, atMs }),
	};
}

function readVenue(row: VenueRow): HeldVenue {
	return {
		venue: row.venue,
		withdrawnAt: row.withdrawnAt,
		title: Title.parse(JSON.parse(row.title)),
		address: row.address === null ? null : Title.parse(JSON.parse(row.address)),
	};
}

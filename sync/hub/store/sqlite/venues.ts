import { Title } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

export type Venue = { readonly venue: number; readonly title: Title; readonly address: Title | null };

type VenueRow = { venue: number; title: string; address: string | null };

export type Venues = ReturnType<typeof prepareVenues>;

export function prepareVenues(db: DatabaseHandle) {
	const put = db.prepare<VenueRow>(`
		INSERT INTO venues (venue, title, address) VALUES (:venue, :title, :address)
		ON CONFLICT (venue) DO UPDATE SET title = excluded.title, address = excluded.address
	`);
	const find = db.prepare<{ venue: number }, VenueRow>("SELECT * FROM venues WHERE venue = :venue");
	const all = db.prepare<[], VenueRow>("SELECT * FROM venues ORDER BY venue");
	return {
		put(venue: Venue): void {
			const address = venue.address === null ? null : JSON.stringify(venue.address);
			put.run({ venue: venue.venue, title: JSON.stringify(venue.title), address });
		},
		find(venue: number): Venue | null {
			const row = find.get({ venue });
			return row === undefined ? null : readVenue(row);
		},
		all(): readonly Venue[] {
			return all.all().map(readVenue);
		},
	};
}

function readVenue(row: VenueRow): Venue {
	return {
		venue: row.venue,
		title: Title.parse(JSON.parse(row.title)),
		address: row.address === null ? null : Title.parse(JSON.parse(row.address)),
	};
}

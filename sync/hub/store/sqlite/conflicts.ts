import type { KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Conflict, Conflicts } from "../conflicts.ts";

export function prepareConflicts(db: WritableDatabase): Conflicts {
	const raise = db.prepare<Conflict>(`
		INSERT INTO conflicts (venue, day, row, party, mostAdmitted, raisedAt)
		VALUES (:venue, :day, :row, :party, :mostAdmitted, :raisedAt)
		ON CONFLICT (venue, day, row) DO UPDATE SET
			party = excluded.party, mostAdmitted = MAX(conflicts.mostAdmitted, excluded.mostAdmitted)
	`);
	const list = db.prepare<{ venue: number | null }, Conflict>(`
		SELECT * FROM conflicts WHERE :venue IS NULL OR venue = :venue ORDER BY raisedAt DESC, venue, day, row
	`);
	const countInvolving = db
		.prepare<{ venue: number; kiosk: KioskId; after: number }, number>(`
			SELECT COUNT(*) FROM conflicts AS c WHERE c.venue = :venue AND c.raisedAt > :after AND EXISTS (
				SELECT 1 FROM admissions AS a
				WHERE a.venue = c.venue AND a.day = c.day AND a.row = c.row AND a.kiosk = :kiosk
			)
		`)
		.pluck();
	return {
		raise(conflict) {
			assertOneChange(`the conflict over the row ${conflict.row}`, raise.run(conflict));
		},
		list: (venue) => list.all({ venue }),
		countInvolving: ({ venue, kiosk }, after) => countInvolving.get({ venue, kiosk, after }) ?? 0,
	};
}

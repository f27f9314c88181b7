import type { KioskId } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";
import type { VoucherRow } from "./standings.ts";

/** A voucher whose admissions exceeded its party. Raised once, and never withdrawn: a later void does not unmake it. */
export type Conflict = VoucherRow & {
	readonly party: number;
	readonly mostAdmitted: number;
	readonly raisedAt: number;
};

export type Conflicts = ReturnType<typeof prepareConflicts>;

export function prepareConflicts(db: DatabaseHandle) {
	const raise = db.prepare<Conflict>(`
		INSERT INTO conflicts (venue, day, row, party, mostAdmitted, raisedAt)
		VALUES (:venue, :day, :row, :party, :mostAdmitted, :raisedAt)
		ON CONFLICT (venue, day, row) DO UPDATE SET
			party = excluded.party, mostAdmitted = MAX(conflicts.mostAdmitted, excluded.mostAdmitted)
	`);
	const some = db.prepare<{ venue: number | null }, Conflict>(`
		SELECT * FROM conflicts WHERE :venue IS NULL OR venue = :venue ORDER BY raisedAt DESC, venue, day, row
	`);
	const withPart = db
		.prepare<{ venue: number; kiosk: KioskId; after: number }, number>(`
			SELECT COUNT(*) FROM conflicts AS c WHERE c.venue = :venue AND c.raisedAt > :after AND EXISTS (
				SELECT 1 FROM admissions AS a
				WHERE a.venue = c.venue AND a.day = c.day AND a.row = c.row AND a.kiosk = :kiosk
			)
		`)
		.pluck();
	return {
		raise(conflict: Conflict): void {
			raise.run(conflict);
		},
		some(venue: number | null): readonly Conflict[] {
			return some.all({ venue });
		},
		/** Those since `after` (Unix ms) in which this kiosk's admissions have a part. */
		withPartOf({ venue, kiosk }: { readonly venue: number; readonly kiosk: KioskId }, after: number): number {
			return withPart.get({ venue, kiosk, after }) ?? 0;
		},
	};
}

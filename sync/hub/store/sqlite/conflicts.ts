import { z } from "zod";
import type { Day, KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Conflict, ConflictKind, Conflicts } from "../conflicts.ts";
import type { VoucherRow } from "../standings.ts";

type ConflictRow = Omit<Conflict, "seats"> & { readonly seats: string };

const Numbers = z.array(z.int());

export function prepareConflicts(db: WritableDatabase): Conflicts {
	const raise = db.prepare<Omit<ConflictRow, "resolvedAt">>(`
		INSERT INTO conflicts (venue, day, row, kind, party, mostAdmitted, seats, raisedAt, resolvedAt)
		VALUES (:venue, :day, :row, :kind, :party, :mostAdmitted, :seats, :raisedAt, NULL)
		ON CONFLICT (venue, day, row, kind) DO UPDATE SET
			party = excluded.party, mostAdmitted = MAX(conflicts.mostAdmitted, excluded.mostAdmitted),
			seats = excluded.seats, resolvedAt = NULL
	`);
	const resolve = db.prepare<VoucherRow & { kind: ConflictKind; nowMs: number }>(`
		UPDATE conflicts SET resolvedAt = :nowMs
		WHERE venue = :venue AND day = :day AND row = :row AND kind = :kind AND resolvedAt IS NULL
	`);
	const list = db.prepare<{ venue: number | null }, ConflictRow>(`
		SELECT * FROM conflicts WHERE :venue IS NULL OR venue = :venue ORDER BY raisedAt DESC, venue, day, row, kind
	`);
	const listOpen = db.prepare<VoucherRow, ConflictRow>(`
		SELECT * FROM conflicts WHERE venue = :venue AND day = :day AND row = :row AND resolvedAt IS NULL ORDER BY kind
	`);
	const listVouchersWith = db.prepare<{ venue: number; day: Day; kind: ConflictKind }, VoucherRow>(`
		SELECT venue, day, row FROM conflicts
		WHERE venue = :venue AND day = :day AND kind = :kind AND resolvedAt IS NULL ORDER BY row
	`);
	const countInvolving = db
		.prepare<{ venue: number; kiosk: KioskId; after: number }, number>(`
			SELECT COUNT(DISTINCT c.day || c.row) FROM conflicts AS c
			WHERE c.venue = :venue AND c.raisedAt > :after AND EXISTS (
				SELECT 1 FROM movements AS m
				WHERE m.venue = c.venue AND m.day = c.day AND m.row = c.row AND m.kiosk = :kiosk
			)
		`)
		.pluck();
	return {
		raise(conflict) {
			const raised = raise.run({ ...conflict, seats: JSON.stringify(conflict.seats) });
			assertOneChange(`the conflict over the row ${conflict.row}`, raised);
		},
		resolve({ venue, day, row }, kind, nowMs) {
			assertOneChange(`the resolved conflict over the row ${row}`, resolve.run({ venue, day, row, kind, nowMs }));
		},
		list: (venue) => list.all({ venue }).map(readConflict),
		listOpen: ({ venue, day, row }) => listOpen.all({ venue, day, row }).map(readConflict),
		listVouchersWith: (venue, day, kind) => listVouchersWith.all({ venue, day, kind }),
		countInvolving: ({ venue, kiosk }, after) => countInvolving.get({ venue, kiosk, after }) ?? 0,
	};
}

function readConflict(row: ConflictRow): Conflict {
	return { ...row, seats: Numbers.parse(JSON.parse(row.seats)) };
}

import type { Day, KioskId, RowKey } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

export type VoucherRow = { readonly venue: number; readonly day: Day; readonly row: RowKey };

/** What the journals that are in say of one voucher: Σ redeemed − Σ voided, all kiosks of the venue together. */
export type HubStanding = VoucherRow & { readonly session: number; readonly party: number; readonly admitted: number };

/** One redemption, by the line that says it; `voidedBy` is the line that undid it. `at` is Unix ms, by the kiosk's clock. */
export type Admission = VoucherRow & {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly seq: number;
	readonly session: number;
	readonly persons: number;
	readonly at: number;
	readonly voidedBy: number | null;
};

/** Where a line stands among all journals. */
export type LineAddress = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly seq: number;
};

type RevokedTail = { readonly kiosk: KioskId; readonly incarnation: number; readonly lastSeq: number };

export type Standings = ReturnType<typeof prepareStandings>;

export function prepareStandings(db: DatabaseHandle) {
	const addAdmission = db.prepare<Admission>(`
		INSERT INTO admissions (venue, day, row, kiosk, incarnation, branch, seq, session, persons, at, voidedBy)
		VALUES (:venue, :day, :row, :kiosk, :incarnation, :branch, :seq, :session, :persons, :at, :voidedBy)
	`);
	const raise = db.prepare<HubStanding>(`
		INSERT INTO standings (venue, day, row, session, party, admitted)
		VALUES (:venue, :day, :row, :session, :party, :admitted)
		ON CONFLICT (venue, day, row) DO UPDATE SET
			session = excluded.session, party = excluded.party, admitted = standings.admitted + excluded.admitted
	`);
	const lower = db.prepare<VoucherRow & { persons: number }>(
		"UPDATE standings SET admitted = admitted - :persons WHERE venue = :venue AND day = :day AND row = :row",
	);
	const ofLine = db.prepare<LineAddress, Admission>(`
		SELECT * FROM admissions
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch
	`);
	const undo = db.prepare<LineAddress & { by: number }>(`
		UPDATE admissions SET voidedBy = :by
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch AND voidedBy IS NULL
	`);
	// Voids among the lines set aside first: what they undid counts again, unless it is set aside itself.
	const countAgain = db.prepare<RevokedTail>(`
		UPDATE standings SET admitted = admitted + undone.persons
		FROM (SELECT venue, day, row, SUM(persons) AS persons FROM admissions
			WHERE kiosk = :kiosk AND incarnation = :incarnation AND voidedBy > :lastSeq GROUP BY venue, day, row) AS undone
		WHERE standings.venue = undone.venue AND standings.day = undone.day AND standings.row = undone.row
	`);
	const unvoid = db.prepare<RevokedTail>(`
		UPDATE admissions SET voidedBy = NULL
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND voidedBy > :lastSeq
	`);
	const countNoMore = db.prepare<RevokedTail>(`
		UPDATE standings SET admitted = admitted - late.persons
		FROM (SELECT venue, day, row, SUM(persons) AS persons FROM admissions
			WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq AND voidedBy IS NULL
			GROUP BY venue, day, row) AS late
		WHERE standings.venue = late.venue AND standings.day = late.day AND standings.row = late.row
	`);
	const drop = db.prepare<RevokedTail>(`
		DELETE FROM admissions WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq
	`);
	const find = db.prepare<VoucherRow, HubStanding>(
		"SELECT * FROM standings WHERE venue = :venue AND day = :day AND row = :row",
	);
	const some = db.prepare<{ venue: number; day: Day | null }, HubStanding>(`
		SELECT * FROM standings WHERE venue = :venue AND (:day IS NULL OR day = :day) ORDER BY day, row
	`);
	const sides = db.prepare<VoucherRow, Admission>(`
		SELECT * FROM admissions WHERE venue = :venue AND day = :day AND row = :row ORDER BY at, kiosk, incarnation, seq, branch
	`);
	return {
		admit(admission: Omit<Admission, "voidedBy">, party: number): void {
			const { venue, day, row, session, persons } = admission;
			addAdmission.run({ ...admission, voidedBy: null });
			raise.run({ venue, day, row, session, party, admitted: persons });
		},
		undo(admission: Admission, by: number): void {
			const { venue, day, row, persons, kiosk, incarnation, branch, seq } = admission;
			if (undo.run({ kiosk, incarnation, branch, seq, by }).changes !== 1)
				throw new Error(`Line ${seq} was voided before.`);
			if (lower.run({ venue, day, row, persons }).changes !== 1) throw new Error(`The row ${row} has no standing.`);
		},
		/** The lines of a revoked window after the last that is honoured count no more; they stay in its journal. */
		setAside(kiosk: KioskId, incarnation: number, lastSeq: number): void {
			for (const step of [countAgain, unvoid, countNoMore, drop]) step.run({ kiosk, incarnation, lastSeq });
		},
		admissionOf(line: LineAddress): Admission | null {
			return ofLine.get(line) ?? null;
		},
		find(place: VoucherRow): HubStanding | null {
			return find.get(place) ?? null;
		},
		some(venue: number, day: Day | null): readonly HubStanding[] {
			return some.all({ venue, day });
		},
		admissionsTo({ venue, day, row }: VoucherRow): readonly Admission[] {
			return sides.all({ venue, day, row });
		},
	};
}

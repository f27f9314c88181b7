import type { Day, KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Admission, HubStanding, LineAddress, PaperAdmission, Standings, VoucherRow } from "../standings.ts";

type RevokedTail = { readonly kiosk: KioskId; readonly incarnation: number; readonly lastSeq: number };

type VoidRow = LineAddress & { readonly voidedBranch: number; readonly voidedSeq: number; readonly persons: number };

export function prepareStandings(db: WritableDatabase): Standings {
	const addAdmission = db.prepare<Admission>(`
		INSERT INTO admissions (venue, day, row, kiosk, incarnation, branch, seq, session, persons, at, inside)
		VALUES (:venue, :day, :row, :kiosk, :incarnation, :branch, :seq, :session, :persons, :at, :inside)
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
	const findAdmission = db.prepare<LineAddress, Admission>(`
		SELECT * FROM admissions
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch
	`);
	const addVoid = db.prepare<VoidRow>(`
		INSERT INTO voids (kiosk, incarnation, branch, seq, voidedBranch, voidedSeq, persons)
		VALUES (:kiosk, :incarnation, :branch, :seq, :voidedBranch, :voidedSeq, :persons)
	`);
	const voidAdmission = db.prepare<LineAddress & { persons: number }>(`
		UPDATE admissions SET inside = inside - :persons
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch AND inside >= :persons
	`);
	// First the voids among the discarded lines: whom they voided counts again, unless the admission is discarded below.
	const countVoidedAgain = db.prepare<RevokedTail>(`
		UPDATE standings SET admitted = admitted + undone.persons
		FROM (SELECT venue, day, row, SUM(voids.persons) AS persons FROM voids JOIN admissions
				ON admissions.kiosk = voids.kiosk AND admissions.incarnation = voids.incarnation
				AND admissions.seq = voidedSeq AND admissions.branch = voidedBranch
			WHERE voids.kiosk = :kiosk AND voids.incarnation = :incarnation AND voids.seq > :lastSeq
			GROUP BY venue, day, row) AS undone
		WHERE standings.venue = undone.venue AND standings.day = undone.day AND standings.row = undone.row
	`);
	const unvoid = db.prepare<RevokedTail>(`
		UPDATE admissions SET inside = inside + undone.persons
		FROM (SELECT voidedSeq, voidedBranch, SUM(persons) AS persons FROM voids
			WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq GROUP BY voidedSeq, voidedBranch) AS undone
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = voidedSeq AND branch = voidedBranch
	`);
	const discardVoids = db.prepare<RevokedTail>(`
		DELETE FROM voids WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq
	`);
	const uncount = db.prepare<RevokedTail>(`
		UPDATE standings SET admitted = admitted - late.persons
		FROM (SELECT venue, day, row, SUM(inside) AS persons FROM admissions
			WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq
			GROUP BY venue, day, row) AS late
		WHERE standings.venue = late.venue AND standings.day = late.day AND standings.row = late.row
	`);
	const discard = db.prepare<RevokedTail>(`
		DELETE FROM admissions WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq
	`);
	const find = db.prepare<VoucherRow, HubStanding>(
		"SELECT * FROM standings WHERE venue = :venue AND day = :day AND row = :row",
	);
	const list = db.prepare<{ venue: number; day: Day | null }, HubStanding>(`
		SELECT * FROM standings WHERE venue = :venue AND (:day IS NULL OR day = :day) ORDER BY day, row
	`);
	const listAdmissions = db.prepare<VoucherRow, Admission>(`
		SELECT * FROM admissions WHERE venue = :venue AND day = :day AND row = :row ORDER BY at, kiosk, incarnation, seq, branch
	`);
	const addPaper = db.prepare<Omit<PaperAdmission, "paper" | "voidedBy" | "voidedAt">>(`
		INSERT INTO paperAdmissions (venue, day, row, session, persons, by, at)
		VALUES (:venue, :day, :row, :session, :persons, :by, :at)
	`);
	const voidPaper = db.prepare<{ paper: number; by: string; atMs: number }>(
		"UPDATE paperAdmissions SET voidedBy = :by, voidedAt = :atMs WHERE paper = :paper AND voidedAt IS NULL",
	);
	const listPaper = db.prepare<VoucherRow, PaperAdmission>(`
		SELECT * FROM paperAdmissions WHERE venue = :venue AND day = :day AND row = :row ORDER BY paper
	`);
	return {
		addAdmission(admission, party) {
			const { venue, day, row, session, persons, kiosk, seq } = admission;
			assertOneChange(`the admission of line ${seq} of ${kiosk}`, addAdmission.run({ ...admission, inside: persons }));
			const raised = raise.run({ venue, day, row, session, party, admitted: persons });
			assertOneChange(`the standing of the row ${row}`, raised);
		},
		voidAdmission(admission, by, persons) {
			const { venue, day, row, kiosk, incarnation, branch, seq } = admission;
			const voided = { voidedBranch: branch, voidedSeq: seq, persons };
			assertOneChange(`the void of line ${seq} of ${kiosk}`, addVoid.run({ kiosk, incarnation, ...by, ...voided }));
			const left = voidAdmission.run({ kiosk, incarnation, branch, seq, persons });
			assertOneChange(`the persons of line ${seq} of ${kiosk}`, left);
			assertOneChange(`the standing of the row ${row}`, lower.run({ venue, day, row, persons }));
		},
		discardAfter(kiosk, incarnation, lastSeq) {
			for (const step of [countVoidedAgain, unvoid, discardVoids, uncount, discard])
				step.run({ kiosk, incarnation, lastSeq });
		},
		addPaperAdmission(admission, party) {
			const { venue, day, row, session, persons } = admission;
			assertOneChange(`the paper admission of the row ${row}`, addPaper.run(admission));
			const raised = raise.run({ venue, day, row, session, party, admitted: persons });
			assertOneChange(`the standing of the row ${row}`, raised);
		},
		voidPaperAdmission({ paper, venue, day, row, persons }, by, atMs) {
			assertOneChange(`the void of paper admission ${paper}`, voidPaper.run({ paper, by, atMs }));
			assertOneChange(`the standing of the row ${row}`, lower.run({ venue, day, row, persons }));
		},
		findPaperAdmission: ({ venue, day, row }) =>
			listPaper.all({ venue, day, row }).find(({ voidedAt }) => voidedAt === null) ?? null,
		listPaperAdmissions: ({ venue, day, row }) => listPaper.all({ venue, day, row }),
		findAdmission: (line) => findAdmission.get(line) ?? null,
		find: (voucher) => find.get(voucher) ?? null,
		list: (venue, day) => list.all({ venue, day }),
		listAdmissions: ({ venue, day, row }) => listAdmissions.all({ venue, day, row }),
	};
}

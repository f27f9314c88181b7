import type { Day, KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Admission, HubStanding, LineAddress, PaperAdmission, Standings, VoucherRow } from "../standings.ts";

type RevokedTail = { readonly kiosk: KioskId; readonly incarnation: number; readonly lastSeq: number };

export function prepareStandings(db: WritableDatabase): Standings {
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
	const findAdmission = db.prepare<LineAddress, Admission>(`
		SELECT * FROM admissions
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch
	`);
	const voidAdmission = db.prepare<LineAddress & { by: number }>(`
		UPDATE admissions SET voidedBy = :by
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch AND voidedBy IS NULL
	`);
	// First the voids among the discarded lines: what they voided counts again, unless it is discarded itself below.
	const countVoidedAgain = db.prepare<RevokedTail>(`
		UPDATE standings SET admitted = admitted + undone.persons
		FROM (SELECT venue, day, row, SUM(persons) AS persons FROM admissions
			WHERE kiosk = :kiosk AND incarnation = :incarnation AND voidedBy > :lastSeq GROUP BY venue, day, row) AS undone
		WHERE standings.venue = undone.venue AND standings.day = undone.day AND standings.row = undone.row
	`);
	const unvoid = db.prepare<RevokedTail>(`
		UPDATE admissions SET voidedBy = NULL
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND voidedBy > :lastSeq
	`);
	const uncount = db.prepare<RevokedTail>(`
		UPDATE standings SET admitted = admitted - late.persons
		FROM (SELECT venue, day, row, SUM(persons) AS persons FROM admissions
			WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq AND voidedBy IS NULL
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
			assertOneChange(`the admission of line ${seq} of ${kiosk}`, addAdmission.run({ ...admission, voidedBy: null }));
			const raised = raise.run({ venue, day, row, session, party, admitted: persons });
			assertOneChange(`the standing of the row ${row}`, raised);
		},
		voidAdmission(admission, by) {
			const { venue, day, row, persons, kiosk, incarnation, branch, seq } = admission;
			const voided = voidAdmission.run({ kiosk, incarnation, branch, seq, by });
			assertOneChange(`the void of line ${seq} of ${kiosk}`, voided);
			assertOneChange(`the standing of the row ${row}`, lower.run({ venue, day, row, persons }));
		},
		discardAfter(kiosk, incarnation, lastSeq) {
			for (const step of [countVoidedAgain, unvoid, uncount, discard]) step.run({ kiosk, incarnation, lastSeq });
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

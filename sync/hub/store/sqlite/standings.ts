import { z } from "zod";
import type { Day, KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type {
	HubStanding,
	Movement,
	Movements,
	Occupancy,
	PaperAdmission,
	RedeemedMovement,
	Standings,
	VoidedMovement,
	VoucherRow,
} from "../standings.ts";

type StandingRow = Omit<HubStanding, "isListed"> & { readonly isListed: number };

export function prepareStandings(db: WritableDatabase): Standings {
	const put = db.prepare<StandingRow>(`
		INSERT INTO standings (venue, day, row, session, party, admitted, doubtful, isListed)
		VALUES (:venue, :day, :row, :session, :party, :admitted, :doubtful, :isListed)
		ON CONFLICT (venue, day, row) DO UPDATE SET
			session = excluded.session, party = excluded.party, admitted = excluded.admitted,
			doubtful = excluded.doubtful, isListed = excluded.isListed
	`);
	const leave = db.prepare<VoucherRow>("DELETE FROM occupancy WHERE venue = :venue AND day = :day AND row = :row");
	const occupy = db.prepare<VoucherRow & Occupancy>(`
		INSERT INTO occupancy (venue, day, row, session, persons) VALUES (:venue, :day, :row, :session, :persons)
	`);
	const find = db.prepare<VoucherRow, StandingRow>(
		"SELECT * FROM standings WHERE venue = :venue AND day = :day AND row = :row",
	);
	const list = db.prepare<{ venue: number; day: Day | null }, StandingRow>(`
		SELECT * FROM standings WHERE venue = :venue AND (:day IS NULL OR day = :day) ORDER BY day, row
	`);
	const countInside = db
		.prepare<VoucherRow & { session: number }, number>(`
			SELECT persons FROM occupancy WHERE venue = :venue AND day = :day AND row = :row AND session = :session
		`)
		.pluck();
	return {
		put(standing, occupied) {
			const { venue, day, row, isListed } = standing;
			assertOneChange(`the standing of the row ${row}`, put.run({ ...standing, isListed: isListed ? 1 : 0 }));
			leave.run({ venue, day, row });
			for (const { session, persons } of occupied) {
				assertOneChange(`the persons of the row ${row}`, occupy.run({ venue, day, row, session, persons }));
			}
		},
		find({ venue, day, row }) {
			const found = find.get({ venue, day, row });
			return found === undefined ? null : readStanding(found);
		},
		list: (venue, day) => list.all({ venue, day }).map(readStanding),
		countInside: ({ venue, day, row }, session) => countInside.get({ venue, day, row, session }) ?? 0,
	};
}

function readStanding(row: StandingRow): HubStanding {
	return { ...row, isListed: row.isListed === 1 };
}

type MovementRow = Omit<RedeemedMovement, "kind" | "positions" | "seats"> &
	Pick<VoidedMovement, "ofBranch" | "ofSeq"> & {
		readonly kind: Movement["kind"];
		readonly positions: string | null;
		readonly seats: string | null;
	};

const Numbers = z.array(z.int());

export function prepareMovements(db: WritableDatabase): Movements {
	const add = db.prepare<Omit<MovementRow, "arrival" | "flag">>(`
		INSERT INTO movements
			(venue, day, row, kiosk, incarnation, branch, seq, kind, session, persons, party, issue, at, positions, seats,
				ofBranch, ofSeq)
		VALUES
			(:venue, :day, :row, :kiosk, :incarnation, :branch, :seq, :kind, :session, :persons, :party, :issue, :at,
				:positions, :seats, :ofBranch, :ofSeq)
	`);
	const listHonoured = db.prepare<VoucherRow, MovementRow>(`
		SELECT m.*, l.flag FROM movements AS m JOIN lines AS l USING (kiosk, incarnation, seq, branch)
		LEFT JOIN revokedKiosks AS r ON r.venue = m.venue AND r.kiosk = m.kiosk AND r.incarnation = m.incarnation
		WHERE m.venue = :venue AND m.day = :day AND m.row = :row AND (r.lastSeq IS NULL OR m.seq <= r.lastSeq)
		ORDER BY m.arrival
	`);
	const newestArrival = db.prepare<[], number>("SELECT COALESCE(MAX(arrival), 0) FROM movements").pluck();
	const listVouchersAfter = db.prepare<{ kiosk: KioskId; incarnation: number; seq: number }, VoucherRow>(`
		SELECT DISTINCT venue, day, row FROM movements
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :seq ORDER BY venue, day, row
	`);
	const listVouchersOfDay = db.prepare<{ venue: number; day: Day }, VoucherRow>(
		`SELECT venue, day, row FROM movements WHERE venue = :venue AND day = :day
		UNION SELECT venue, day, row FROM paperAdmissions WHERE venue = :venue AND day = :day ORDER BY row`,
	);
	const findAny = db.prepare<{ venue: number; day: Day }, { row: string }>(`
		SELECT row FROM movements WHERE venue = :venue AND day = :day
		UNION ALL SELECT row FROM paperAdmissions WHERE venue = :venue AND day = :day LIMIT 1
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
		add(movement) {
			const { positions, kind } = movement;
			const fields =
				kind === "redeemed"
					? { party: movement.party, issue: movement.issue, seats: toText(movement.seats), ofBranch: 0, ofSeq: 0 }
					: { party: 0, issue: null, seats: null, ofBranch: movement.ofBranch, ofSeq: movement.ofSeq };
			const added = add.run({ ...movement, ...fields, positions: toText(positions) });
			assertOneChange(`the movement of line ${movement.seq} of ${movement.kiosk}`, added);
		},
		listHonoured: (voucher) => listHonoured.all(keyOf(voucher)).map(readMovement),
		newestArrival: () => newestArrival.get() ?? 0,
		listVouchersAfter: (kiosk, incarnation, seq) => listVouchersAfter.all({ kiosk, incarnation, seq }),
		listVouchersOfDay: (venue, day) => listVouchersOfDay.all({ venue, day }),
		addPaper(admission) {
			assertOneChange(`the paper admission of the row ${admission.row}`, addPaper.run(admission));
		},
		voidPaper({ paper }, by, atMs) {
			assertOneChange(`the void of paper admission ${paper}`, voidPaper.run({ paper, by, atMs }));
		},
		listPaper: (voucher) => listPaper.all(keyOf(voucher)),
		hasAny: (venue, day) => findAny.get({ venue, day }) !== undefined,
	};
}

function keyOf({ venue, day, row }: VoucherRow): VoucherRow {
	return { venue, day, row };
}

function toText(numbers: readonly number[] | null): string | null {
	return numbers === null ? null : JSON.stringify(numbers);
}

function fromText(text: string | null): readonly number[] | null {
	return text === null ? null : Numbers.parse(JSON.parse(text));
}

function readMovement({ kind, party, issue, positions, seats, ofBranch, ofSeq, ...moved }: MovementRow): Movement {
	return kind === "redeemed"
		? { ...moved, kind, party, issue, positions: fromText(positions), seats: fromText(seats) }
		: { ...moved, kind, positions: fromText(positions), ofBranch, ofSeq };
}

import type { KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Flag, LineAddress, Lines, StoredLine } from "../lines.ts";

export function prepareLines(db: WritableDatabase): Lines {
	const add = db.prepare<StoredLine>(`
		INSERT INTO lines (venue, kiosk, incarnation, branch, seq, digest, kind, at, flag, receivedAt, line)
		VALUES (:venue, :kiosk, :incarnation, :branch, :seq, :digest, :kind, :at, :flag, :receivedAt, :line)
	`);
	const listBetween = db.prepare<{ kiosk: KioskId; incarnation: number; after: number; through: number }, StoredLine>(`
		SELECT * FROM lines WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :after AND seq <= :through
		ORDER BY seq, branch
	`);
	const listAfter = db.prepare<
		{ kiosk: KioskId; incarnation: number | null; after: number; limit: number },
		StoredLine
	>(`
		SELECT * FROM lines
		WHERE kiosk = :kiosk AND (:incarnation IS NULL OR incarnation = :incarnation) AND seq > :after
		ORDER BY incarnation, seq, branch LIMIT :limit
	`);
	const setFlag = db.prepare<LineAddress & { flag: Flag | null }>(`
		UPDATE lines SET flag = :flag
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch
	`);
	const flagAfterRevocation = db.prepare<{ kiosk: KioskId; incarnation: number; lastSeq: number }>(`
		UPDATE lines SET flag = 'afterRevocation'
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :lastSeq
	`);
	const setRead = db.prepare<LineAddress & { kind: string; at: number }>(`
		UPDATE lines SET kind = :kind, at = :at, flag = NULL
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq AND branch = :branch AND flag = 'unreadable'
	`);
	const countFlagged = db
		.prepare<{ venue: number }, number>("SELECT COUNT(*) FROM lines WHERE venue = :venue AND flag IS NOT NULL")
		.pluck();
	const listUnreadable = db.prepare<[], StoredLine>(`
		SELECT * FROM lines WHERE flag = 'unreadable' ORDER BY kiosk, incarnation, seq, branch
	`);
	const listClockJumps = db
		.prepare<{ sinceMs: number }, string>(
			"SELECT line FROM lines WHERE kind = 'clockJumped' AND receivedAt >= :sinceMs AND flag IS NULL",
		)
		.pluck();
	const lastReceived = db
		.prepare<[], number>(`
			SELECT receivedAt FROM lines WHERE rowid = (SELECT MAX(rowid) FROM lines)
			AND rowid > (SELECT lastLine FROM clockCorrection)
		`)
		.pluck();
	const markClockCorrected = db.prepare(
		"UPDATE clockCorrection SET lastLine = (SELECT COALESCE(MAX(rowid), 0) FROM lines)",
	);
	return {
		add(line) {
			assertOneChange(`line ${line.seq} of ${line.kiosk}`, add.run(line));
		},
		listAt: (kiosk, incarnation, seq) => listBetween.all({ kiosk, incarnation, after: seq - 1, through: seq }),
		listBetween: (kiosk, incarnation, after, through) => listBetween.all({ kiosk, incarnation, after, through }),
		listAfter: (kiosk, after, limit, incarnation = null) => listAfter.all({ kiosk, incarnation, after, limit }),
		listClockJumps: (sinceMs) => listClockJumps.all({ sinceMs }),
		lastReceivedMs: () => lastReceived.get() ?? null,
		markClockCorrected() {
			assertOneChange("the correction of the hub's clock", markClockCorrected.run());
		},
		setFlag({ kiosk, incarnation, branch, seq }, flag) {
			const set = setFlag.run({ kiosk, incarnation, branch, seq, flag });
			assertOneChange(`the flag of line ${seq} of ${kiosk}`, set);
		},
		flagAfterRevocation(kiosk, incarnation, lastSeq) {
			flagAfterRevocation.run({ kiosk, incarnation, lastSeq });
		},
		setRead({ kiosk, incarnation, branch, seq }, kind, at) {
			const set = setRead.run({ kiosk, incarnation, branch, seq, kind, at });
			assertOneChange(`the line ${seq} of ${kiosk}`, set);
		},
		countFlagged: (venue) => countFlagged.get({ venue }) ?? 0,
		listUnreadable: () => listUnreadable.all(),
	};
}

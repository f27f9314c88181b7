import type { KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Lines, StoredLine } from "../lines.ts";

export function prepareLines(db: WritableDatabase): Lines {
	const add = db.prepare<StoredLine>(`
		INSERT INTO lines (venue, kiosk, incarnation, branch, seq, kind, at, flag, receivedAt, line)
		VALUES (:venue, :kiosk, :incarnation, :branch, :seq, :kind, :at, :flag, :receivedAt, :line)
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
	return {
		add(line) {
			assertOneChange(`line ${line.seq} of ${line.kiosk}`, add.run(line));
		},
		listAt: (kiosk, incarnation, seq) => listBetween.all({ kiosk, incarnation, after: seq - 1, through: seq }),
		listBetween: (kiosk, incarnation, after, through) => listBetween.all({ kiosk, incarnation, after, through }),
		listAfter: (kiosk, after, limit, incarnation = null) => listAfter.all({ kiosk, incarnation, after, limit }),
	};
}

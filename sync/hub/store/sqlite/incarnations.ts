import type { KioskId } from "../../../../core/identity.ts";
import { emptyJournalHead, type JournalHead } from "../../../../core/journal/journal.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Incarnation, Incarnations } from "../incarnations.ts";

type IncarnationKey = { kiosk: KioskId; incarnation: number };

export function prepareIncarnations(db: WritableDatabase): Incarnations {
	const open = db.prepare<IncarnationKey & { openedAt: number; request: string | null; nonce: string } & JournalHead>(`
		INSERT INTO incarnations (kiosk, incarnation, openedAt, request, size, head, nonce)
		VALUES (:kiosk, :incarnation, :openedAt, :request, :seq, :digest, :nonce)
	`);
	const close = db.prepare<{ kiosk: KioskId; incarnation: number; by: string; nowMs: number }>(`
		UPDATE incarnations SET closedAt = :nowMs, closedBy = :by
		WHERE kiosk = :kiosk AND incarnation <= :incarnation AND closedBy IS NULL
	`);
	const find = db.prepare<IncarnationKey, Incarnation>(
		"SELECT * FROM incarnations WHERE kiosk = :kiosk AND incarnation = :incarnation",
	);
	const findByRequest = db.prepare<{ kiosk: KioskId; request: string }, Incarnation>(
		"SELECT * FROM incarnations WHERE kiosk = :kiosk AND request = :request",
	);
	const listOf = db.prepare<{ kiosk: KioskId }, Incarnation>(
		"SELECT * FROM incarnations WHERE kiosk = :kiosk ORDER BY incarnation",
	);
	const countOpenedSince = db.prepare<{ kiosk: KioskId; sinceMs: number }, { count: number }>(
		"SELECT COUNT(*) AS count FROM incarnations WHERE kiosk = :kiosk AND openedAt > :sinceMs",
	);
	const advance = db.prepare<IncarnationKey & JournalHead & { from: number; nonce: string }>(`
		UPDATE incarnations SET size = :seq, head = :digest, nonce = :nonce
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND size = :from AND closedBy IS NULL
	`);
	return {
		open(kiosk, incarnation, request, nonce, openedAt) {
			const opened = open.run({ kiosk, incarnation, openedAt, request, nonce, ...emptyJournalHead });
			assertOneChange(`incarnation ${incarnation} of ${kiosk}`, opened);
		},
		closeThrough(kiosk, incarnation, by, nowMs) {
			close.run({ kiosk, incarnation, by, nowMs });
		},
		find: (kiosk, incarnation) => find.get({ kiosk, incarnation }) ?? null,
		findByRequest: (kiosk, request) => findByRequest.get({ kiosk, request }) ?? null,
		listOf: (kiosk) => listOf.all({ kiosk }),
		countOpenedSince: (kiosk, sinceMs) => countOpenedSince.get({ kiosk, sinceMs })?.count ?? 0,
		advance({ kiosk, incarnation, size: from }, to, nonce) {
			const advanced = advance.run({ kiosk, incarnation, from, ...to, nonce });
			assertOneChange(`the end of incarnation ${incarnation} of ${kiosk} after line ${from}`, advanced);
		},
	};
}

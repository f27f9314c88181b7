import type { Digest, KioskId } from "../../../../core/identity.ts";
import { emptyJournalHead, type JournalHead } from "../../../../core/journal/journal.ts";
import type { DatabaseHandle } from "../database.ts";

/** One journal of a kiosk: its main chain is held through `size`. Open until it is forked or has a successor. */
export type Incarnation = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly openedAt: number;
	/** The kiosk's name for the request that opened it; null for the first, and for one the hub had forgotten. */
	readonly request: string | null;
	readonly closedAt: number | null;
	readonly closedBy: "fork" | "successor" | null;
	readonly size: number;
	readonly head: Digest;
	readonly nonce: string;
};

type IncarnationKey = { kiosk: KioskId; incarnation: number };

export type Incarnations = ReturnType<typeof prepareIncarnations>;

export function prepareIncarnations(db: DatabaseHandle) {
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
	const byRequest = db.prepare<{ kiosk: KioskId; request: string }, Incarnation>(
		"SELECT * FROM incarnations WHERE kiosk = :kiosk AND request = :request",
	);
	const of = db.prepare<{ kiosk: KioskId }, Incarnation>(
		"SELECT * FROM incarnations WHERE kiosk = :kiosk ORDER BY incarnation",
	);
	const openedSince = db.prepare<{ kiosk: KioskId; sinceMs: number }, { count: number }>(
		"SELECT COUNT(*) AS count FROM incarnations WHERE kiosk = :kiosk AND openedAt > :sinceMs",
	);
	const advance = db.prepare<IncarnationKey & JournalHead & { from: number; nonce: string }>(`
		UPDATE incarnations SET size = :seq, head = :digest, nonce = :nonce
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND size = :from AND closedBy IS NULL
	`);
	return {
		open(kiosk: KioskId, incarnation: number, request: string | null, nonce: string, openedAt: number): void {
			open.run({ kiosk, incarnation, openedAt, request, nonce, ...emptyJournalHead });
		},
		/** Closes this incarnation and all before it. */
		closeThrough(kiosk: KioskId, incarnation: number, by: "fork" | "successor", nowMs: number): void {
			close.run({ kiosk, incarnation, by, nowMs });
		},
		find(kiosk: KioskId, incarnation: number): Incarnation | null {
			return find.get({ kiosk, incarnation }) ?? null;
		},
		byRequest(kiosk: KioskId, request: string): Incarnation | null {
			return byRequest.get({ kiosk, request }) ?? null;
		},
		of(kiosk: KioskId): readonly Incarnation[] {
			return of.all({ kiosk });
		},
		openedSince(kiosk: KioskId, sinceMs: number): number {
			return openedSince.get({ kiosk, sinceMs })?.count ?? 0;
		},
		advance({ kiosk, incarnation, size: from }: Incarnation, to: JournalHead, nonce: string): void {
			const { changes } = advance.run({ kiosk, incarnation, from, ...to, nonce });
			if (changes !== 1) throw new Error(`The cursor of ${kiosk}, incarnation ${incarnation}, was not at ${from}.`);
		},
	};
}

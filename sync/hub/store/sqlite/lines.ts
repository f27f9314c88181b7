import type { KioskId } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** Why a chained line counts for nothing: it says what this hub cannot read, or what cannot be. */
export type Flag = "unreadable" | "withoutDay" | "voidOfNothing" | "afterRevocation";

/** A journal line as it came, byte for byte. `kind` and `at` (Unix ms) are null where it cannot be read. */
export type StoredLine = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	/** 0 is the main chain; see `Branch`. */
	readonly branch: number;
	readonly seq: number;
	readonly kind: string | null;
	readonly at: number | null;
	readonly flag: Flag | null;
	readonly receivedAt: number;
	readonly line: string;
};

export type Lines = ReturnType<typeof prepareLines>;

export function prepareLines(db: DatabaseHandle) {
	const add = db.prepare<StoredLine>(`
		INSERT INTO lines (venue, kiosk, incarnation, branch, seq, kind, at, flag, receivedAt, line)
		VALUES (:venue, :kiosk, :incarnation, :branch, :seq, :kind, :at, :flag, :receivedAt, :line)
	`);
	const between = db.prepare<{ kiosk: KioskId; incarnation: number; after: number; through: number }, StoredLine>(`
		SELECT * FROM lines WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq > :after AND seq <= :through
		ORDER BY seq, branch
	`);
	const after = db.prepare<{ kiosk: KioskId; incarnation: number | null; seq: number; limit: number }, StoredLine>(`
		SELECT * FROM lines
		WHERE kiosk = :kiosk AND (:incarnation IS NULL OR incarnation = :incarnation) AND seq > :seq
		ORDER BY incarnation, seq, branch LIMIT :limit
	`);
	return {
		add(line: StoredLine): void {
			add.run(line);
		},
		/** The lines of all branches at one place: one, unless the incarnation was forked. */
		at(kiosk: KioskId, incarnation: number, seq: number): readonly StoredLine[] {
			return between.all({ kiosk, incarnation, after: seq - 1, through: seq });
		},
		between(kiosk: KioskId, incarnation: number, after: number, through: number): readonly StoredLine[] {
			return between.all({ kiosk, incarnation, after, through });
		},
		/** Of every incarnation, when none is named. */
		after(kiosk: KioskId, seq: number, limit: number, incarnation: number | null = null): readonly StoredLine[] {
			return after.all({ kiosk, incarnation, seq, limit });
		},
	};
}

import type { KioskId } from "../../../core/identity.ts";
import type { Handle } from "./database.ts";

/** Why a chained line counts for nothing: it says what this hub cannot read, or what cannot be. */
export type Flag = "unreadable" | "withoutDay" | "voidOfNothing";

/** A journal line as it came, byte for byte. `kind` and `at` (Unix ms) are null where it cannot be read. */
export type StoredLine = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly seq: number;
	readonly kind: string | null;
	readonly at: number | null;
	readonly flag: Flag | null;
	readonly receivedAt: number;
	readonly line: string;
};

export type Lines = ReturnType<typeof linesIn>;

export function linesIn(db: Handle) {
	const add = db.prepare<StoredLine>(`
		INSERT INTO lines (venue, kiosk, incarnation, seq, kind, at, flag, receivedAt, line)
		VALUES (:venue, :kiosk, :incarnation, :seq, :kind, :at, :flag, :receivedAt, :line)
	`);
	const find = db.prepare<{ kiosk: KioskId; incarnation: number; seq: number }, { line: string }>(
		"SELECT line FROM lines WHERE kiosk = :kiosk AND incarnation = :incarnation AND seq = :seq",
	);
	const after = db.prepare<{ kiosk: KioskId; seq: number; limit: number }, StoredLine>(
		"SELECT * FROM lines WHERE kiosk = :kiosk AND seq > :seq ORDER BY incarnation, seq LIMIT :limit",
	);
	return {
		add(line: StoredLine): void {
			add.run(line);
		},
		textOf(kiosk: KioskId, incarnation: number, seq: number): string | null {
			return find.get({ kiosk, incarnation, seq })?.line ?? null;
		},
		after(kiosk: KioskId, seq: number, limit: number): readonly StoredLine[] {
			return after.all({ kiosk, seq, limit });
		},
	};
}

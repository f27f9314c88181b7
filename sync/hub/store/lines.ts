import type { KioskId } from "../../../core/identity.ts";

/** Why a stored line is not applied: it cannot be parsed, it is impossible, or it was written after a revocation. */
export type Flag = "unreadable" | "withoutDay" | "voidOfNothing" | "afterRevocation";

/** A journal line as received, byte for byte. `kind` and `at` (Unix ms) are null where it cannot be parsed. */
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

/** The lines of all journals. */
export interface Lines {
	/** Throws where the branch has a line of this `seq`. */
	add(line: StoredLine): void;
	/** The lines of all branches at one `seq`: one line, unless the incarnation was forked. */
	listAt(kiosk: KioskId, incarnation: number, seq: number): readonly StoredLine[];
	/** The lines of all branches with `after` < seq ≤ `through`, by seq and branch. */
	listBetween(kiosk: KioskId, incarnation: number, after: number, through: number): readonly StoredLine[];
	/** The lines with `after` < seq, by incarnation, seq and branch; of every incarnation where none is named. */
	listAfter(kiosk: KioskId, after: number, limit: number, incarnation?: number | null): readonly StoredLine[];
}

import type { Digest, KioskId } from "../../../core/identity.ts";

/**
 * What is wrong with a stored line. `unreadable`: it cannot be parsed. `damaged`: the disk of
 * its kiosk changed it after it was signed. `withoutDay`: it moves persons on no day.
 * `impossible`: its fields cannot be true. `voidOfNothing`: it takes back what is not inside. `afterRevocation`: its kiosk
 * had been revoked. None of these counts, but persons of an impossible line are counted apart. `unlisted`: no booking has
 * its row; the voucher is counted apart.
 */
export type Flag =
	| "unreadable"
	| "damaged"
	| "withoutDay"
	| "impossible"
	| "voidOfNothing"
	| "afterRevocation"
	| "unlisted";

/** Identifies a line among all journals. */
export type LineAddress = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly seq: number;
};

/** A journal line as received, byte for byte. `kind` and `at` (Unix ms) are null where it cannot be parsed. */
export type StoredLine = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	/** 0 is the main chain; see `Branch`. */
	readonly branch: number;
	readonly seq: number;
	/** The hash that the next line names. For a damaged line it is not the hash of `line`. */
	readonly digest: Digest;
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
	/** The lines in which a kiosk's time was moved, received since then; flagged lines are left out. */
	listClockJumps(sinceMs: number): readonly string[];
	/** When the line that was added last was received, in Unix ms; null where none was added since the last correction. */
	lastReceivedMs(): number | null;
	/** The hub's clock was corrected: lines received until now no longer tell its time. */
	markClockCorrected(): void;
	/** Replaces the flag of a line. Throws where the line is not there. */
	setFlag(line: LineAddress, flag: Flag | null): void;
	/** Flags the lines of a revoked journal after its last honoured seq. */
	flagAfterRevocation(kiosk: KioskId, incarnation: number, lastSeq: number): void;
	/** A line that could be read after all: its kind, its time and no flag. Throws where the line is not unreadable. */
	setRead(line: LineAddress, kind: string, at: number): void;
	/** The flagged lines of a venue's kiosks. */
	countFlagged(venue: number): number;
	/** The lines flagged as unreadable, of all kiosks. */
	listUnreadable(): readonly StoredLine[];
}

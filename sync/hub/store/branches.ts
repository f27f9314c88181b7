import type { Digest, KioskId } from "../../../core/identity.ts";
import type { JournalHead } from "../../../core/journal/journal.ts";

/**
 * A second history of one incarnation: its line `forkedAt` follows line `forkedAt − 1` of the branch `parent`, and differs
 * from the parent's own line `forkedAt`, if there is one. Branch 0 is the main chain and has no record here.
 */
export type Branch = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly parent: number;
	readonly forkedAt: number;
	readonly size: number;
	readonly head: Digest;
};

/** The branches of all incarnations. */
export interface Branches {
	/** By number. */
	listOf(kiosk: KioskId, incarnation: number): readonly Branch[];
	add(branch: Branch): void;
	/** Moves the end of a branch from `branch.size` to `to`. Throws where the branch no longer ends at `branch.size`. */
	advance(branch: Branch, to: JournalHead): void;
}

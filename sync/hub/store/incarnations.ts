import type { Digest, KioskId } from "../../../core/identity.ts";
import type { JournalHead } from "../../../core/journal/journal.ts";

/** One journal of a kiosk, stored through line `size` of its main chain. Open until it forks or has a successor. Times are Unix ms. */
export type Incarnation = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly openedAt: number;
	/** The kiosk's id of the request that opened it; null for the first, and for one that the hub restored from a login. */
	readonly request: string | null;
	readonly closedAt: number | null;
	readonly closedBy: "fork" | "successor" | null;
	readonly size: number;
	readonly head: Digest;
	readonly nonce: string;
};

/** The incarnations of all kiosks. */
export interface Incarnations {
	/** Adds an incarnation without lines. Throws where it is there already, or another was opened by the same request. */
	open(kiosk: KioskId, incarnation: number, request: string | null, nonce: string, openedAt: number): void;
	/** Closes this incarnation and all before it. Those closed before stay as they are. */
	closeThrough(kiosk: KioskId, incarnation: number, by: "fork" | "successor", nowMs: number): void;
	find(kiosk: KioskId, incarnation: number): Incarnation | null;
	findByRequest(kiosk: KioskId, request: string): Incarnation | null;
	/** Oldest first. */
	listOf(kiosk: KioskId): readonly Incarnation[];
	countOpenedSince(kiosk: KioskId, sinceMs: number): number;
	/** Moves the end of the main chain from `incarnation.size` to `to`. Throws where it no longer ends there, or is closed. */
	advance(incarnation: Incarnation, to: JournalHead, nonce: string): void;
}

import type { KioskId } from "../../../core/identity.ts";

/** A one-time enrolment code. `secretDigest` is the SHA-256 of its secret, which is not stored. `expiresAt` is Unix ms. */
export type EnrolmentTicket = {
	readonly ticket: string;
	readonly venue: number;
	readonly label: string;
	readonly secretDigest: Uint8Array;
	readonly expiresAt: number;
	readonly triesLeft: number;
	/** The kiosk that was enrolled with it; null while unused. */
	readonly kiosk: KioskId | null;
};

/** The enrolment codes that were given out. */
export interface EnrolmentTickets {
	/** Throws where the ticket's letters are in use. */
	add(ticket: EnrolmentTicket): void;
	find(ticket: string): EnrolmentTicket | null;
	/** Deletes the codes that expired before this instant (Unix ms), so that their letters can be used again. */
	purge(beforeMs: number): void;
	/** Takes one try away. Throws where none is left. */
	recordWrongSecret(ticket: string): void;
	/** Throws where the code was used before, or has no try left. */
	markUsed(ticket: string, kiosk: KioskId): void;
}

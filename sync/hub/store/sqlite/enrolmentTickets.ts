import type { KioskId } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** A one-time code, waiting for its device. Its secret is not here, only the secret's SHA-256. */
export type EnrolmentTicket = {
	readonly ticket: string;
	readonly venue: number;
	readonly label: string;
	readonly secretDigest: Uint8Array;
	readonly expiresAt: number;
	readonly triesLeft: number;
	/** The kiosk it made; null while unused. */
	readonly kiosk: KioskId | null;
};

export type EnrolmentTickets = ReturnType<typeof prepareEnrolmentTickets>;

export function prepareEnrolmentTickets(db: DatabaseHandle) {
	const add = db.prepare<EnrolmentTicket>(`
		INSERT INTO tickets (ticket, venue, label, secretDigest, expiresAt, triesLeft, kiosk)
		VALUES (:ticket, :venue, :label, :secretDigest, :expiresAt, :triesLeft, :kiosk)
	`);
	const find = db.prepare<{ ticket: string }, EnrolmentTicket>("SELECT * FROM tickets WHERE ticket = :ticket");
	const purge = db.prepare<{ beforeMs: number }>("DELETE FROM tickets WHERE expiresAt < :beforeMs");
	const miss = db.prepare<{ ticket: string }>(
		"UPDATE tickets SET triesLeft = triesLeft - 1 WHERE ticket = :ticket AND triesLeft > 0",
	);
	const use = db.prepare<{ ticket: string; kiosk: KioskId }>(
		"UPDATE tickets SET kiosk = :kiosk WHERE ticket = :ticket AND kiosk IS NULL AND triesLeft > 0",
	);
	return {
		add(ticket: EnrolmentTicket): void {
			add.run(ticket);
		},
		find(ticket: string): EnrolmentTicket | null {
			return find.get({ ticket }) ?? null;
		},
		/** Frees the letters of codes long expired. */
		purge(beforeMs: number): void {
			purge.run({ beforeMs });
		},
		miss(ticket: string): void {
			if (miss.run({ ticket }).changes !== 1) throw new Error(`The code ${ticket} had no try left to lose.`);
		},
		use(ticket: string, kiosk: KioskId): void {
			if (use.run({ ticket, kiosk }).changes !== 1) throw new Error(`The code ${ticket} was not free to use.`);
		},
	};
}

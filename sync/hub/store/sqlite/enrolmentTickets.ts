import type { KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { EnrolmentTicket, EnrolmentTickets } from "../enrolmentTickets.ts";

export function prepareEnrolmentTickets(db: WritableDatabase): EnrolmentTickets {
	const add = db.prepare<EnrolmentTicket>(`
		INSERT INTO tickets (ticket, venue, label, secretDigest, expiresAt, triesLeft, kiosk)
		VALUES (:ticket, :venue, :label, :secretDigest, :expiresAt, :triesLeft, :kiosk)
	`);
	const find = db.prepare<{ ticket: string }, EnrolmentTicket>("SELECT * FROM tickets WHERE ticket = :ticket");
	const purge = db.prepare<{ beforeMs: number }>("DELETE FROM tickets WHERE expiresAt < :beforeMs");
	const recordWrongSecret = db.prepare<{ ticket: string }>(
		"UPDATE tickets SET triesLeft = triesLeft - 1 WHERE ticket = :ticket AND triesLeft > 0",
	);
	const markUsed = db.prepare<{ ticket: string; kiosk: KioskId }>(
		"UPDATE tickets SET kiosk = :kiosk WHERE ticket = :ticket AND kiosk IS NULL AND triesLeft > 0",
	);
	return {
		add(ticket) {
			assertOneChange(`the code ${ticket.ticket}`, add.run(ticket));
		},
		find: (ticket) => find.get({ ticket }) ?? null,
		purge(beforeMs) {
			purge.run({ beforeMs });
		},
		recordWrongSecret(ticket) {
			assertOneChange(`a wrong secret for the code ${ticket}`, recordWrongSecret.run({ ticket }));
		},
		markUsed(ticket, kiosk) {
			assertOneChange(`the use of the code ${ticket}`, markUsed.run({ ticket, kiosk }));
		},
	};
}

import { z } from "zod";
import type { DayLedger, Standings } from "./dayLedger.ts";
import { admissionKeyOf } from "./ticketLedger.ts";
import { Shift } from "./values.ts";

const Count = z.int().nonnegative();

/** To be raised when the same lines are folded into another ledger: a snapshot of another version is not used. */
export const ledgerFoldVersion = 1;

/**
 * A day's ledger without its standings. The kiosk stores one now and then, so that a start need not read every line of
 * the day. It is derived data: one that does not fit the journal is discarded, and the lines are folded again.
 */
export const LedgerSnapshot = z.strictObject({
	admittedBySession: z.array(z.tuple([Count, z.int()])),
	arrivals: z.array(z.tuple([Count, z.array(z.tuple([Count, z.int()]))])),
	shortNumberLock: z.strictObject({
		now: z.strictObject({ boot: Count, mono: Count, totalMs: Count }).nullable(),
		failedAtMs: z.array(Count),
		untilMs: Count,
	}),
	shift: Shift.nullable(),
	overrides: Count,
	tickets: z.array(
		z.strictObject({
			admission: z.strictObject({ incarnation: z.int().positive(), line: z.int().positive() }),
			atMs: Count,
			copy: Count,
			step: z.enum(["sent", "printed", "failed", "kept", "dropped"]).nullable(),
			isVoided: z.boolean(),
		}),
	),
	unreadable: Count,
});
export type LedgerSnapshot = z.infer<typeof LedgerSnapshot>;

export function snapshotOf(book: DayLedger): LedgerSnapshot {
	const { shortNumberLock, shift, overrides, unreadable } = book;
	return {
		admittedBySession: [...book.admittedBySession],
		arrivals: [...book.arrivals].map(([session, arrivals]) => [session, [...arrivals]]),
		shortNumberLock: { ...shortNumberLock, failedAtMs: [...shortNumberLock.failedAtMs] },
		shift,
		overrides,
		tickets: [...book.tickets.values()],
		unreadable,
	};
}

export function ledgerOfSnapshot(snapshot: LedgerSnapshot, standings: Standings): DayLedger {
	const { admittedBySession, arrivals, shortNumberLock, shift, overrides, tickets, unreadable } = snapshot;
	return {
		standings,
		admittedBySession: new Map(admittedBySession),
		arrivals: new Map(arrivals.map(([session, counts]) => [session, new Map(counts)])),
		shortNumberLock,
		shift,
		overrides,
		tickets: new Map(tickets.map((ticket) => [admissionKeyOf(ticket.admission), ticket])),
		unreadable,
	};
}

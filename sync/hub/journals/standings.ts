import type { Entry } from "../../../core/journal/journal.ts";
import type { VoucherRow } from "../store/standings.ts";
import type { Store } from "../store/store.ts";

/** How far a kiosk's clock is believed to be ahead: a call dated in the far future would never be stale. */
const mostAheadMs = 3600 * 1000;

/** The line of an entry: the branch that it is on, and of a void the branch of the admission that it takes back. */
export type EntryBranches = { readonly branch: number; readonly ofBranch: number };

/**
 * Applies a line that can be read and was written before any revocation of its kiosk: stores whom it moves, or a call for
 * staff. Returns the voucher whose standing changes with it, which is to be settled. Lines of every branch count.
 */
export function applyEntry(
	store: Store,
	entry: Entry,
	{ branch, ofBranch }: EntryBranches,
	nowMs: number,
): VoucherRow | null {
	switch (entry.kind) {
		case "redeemed":
		case "voided": {
			const { venue, day, row, kiosk, incarnation, seq, session, persons, at, positions } = entry;
			if (day === null) return null;
			const moved = { venue, day, row, kiosk, incarnation, branch, seq, session, persons, at, positions };
			if (entry.kind === "redeemed") {
				const { party, issue, seats } = entry;
				store.movements.add({ ...moved, kind: "redeemed", party, issue, seats });
			} else store.movements.add({ ...moved, kind: "voided", ofBranch, ofSeq: entry.line });
			return { venue, day, row };
		}
		case "attention": {
			const { of, why, at } = entry;
			const sinceMs = Math.min(at, nowMs + mostAheadMs);
			if (entry.is === "wanted") store.staffCalls.open(entry, { of, why, sinceMs });
			else store.staffCalls.close(entry, of);
			return null;
		}
		default:
			return null;
	}
}

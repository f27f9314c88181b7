import type { Entry } from "../../../core/journal/journal.ts";
import type { Admission, VoucherRow } from "../store/standings.ts";
import type { Store } from "../store/store.ts";

/**
 * Applies a line without a flag to the standings and staff calls, and raises a conflict if one results. Lines of every
 * branch count. `undone` is the admission that a line `voided` takes back.
 */
export function applyEntry(store: Store, entry: Entry, branch: number, undone: Admission | null, nowMs: number): void {
	switch (entry.kind) {
		case "redeemed": {
			const { venue, day, row, kiosk, incarnation, seq, session, persons, at } = entry;
			if (day === null) throw new Error(`Line ${seq} of ${kiosk} admits on no day.`);
			store.standings.addAdmission(
				{ venue, day, row, kiosk, incarnation, branch, seq, session, persons, at },
				entry.party,
			);
			raiseConflictIfExceeded(store, { venue, day, row }, nowMs);
			return;
		}
		case "voided":
			if (undone === null) throw new Error(`Line ${entry.seq} of ${entry.kiosk} voids nothing.`);
			store.standings.voidAdmission(undone, { branch, seq: entry.seq }, entry.persons);
			return;
		case "attention": {
			const { of, why, at: sinceMs } = entry;
			if (entry.is === "wanted") store.staffCalls.open(entry, { of, why, sinceMs });
			else store.staffCalls.close(entry, of);
			return;
		}
		default:
			return;
	}
}

/** A conflict is Σ redeemed − Σ voided > party over all journals received. The party is the booking's; the standing's where there is no booking. */
export function raiseConflictIfExceeded(store: Store, place: VoucherRow, nowMs: number): void {
	const standing = store.standings.find(place);
	if (standing === null) return;
	const party = store.vouchers.findByRow(place.venue, place.day, place.row)?.party ?? standing.party;
	if (standing.admitted <= party) return;
	const { venue, day, row } = place;
	store.conflicts.raise({ venue, day, row, party, mostAdmitted: standing.admitted, raisedAt: nowMs });
}

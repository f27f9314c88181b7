import type { RowKey } from "../../core/identity.ts";
import { emptyStanding, type Standings, type VoucherStanding } from "../../core/journal/dayLedger.ts";

/**
 * Standings that are folded from the journal when they are first asked for. A day may have as many as the list has
 * vouchers, and most are asked for once. Whoever writes a line about a voucher asks first, because a line that is on
 * the disk already would be counted twice.
 */
export function createStoredStandings(fold: (row: RowKey) => VoucherStanding | undefined): Standings {
	const cached = new Map<RowKey, VoucherStanding>();
	return {
		get(row) {
			const held = cached.get(row);
			if (held !== undefined) return held;
			const standing = fold(row) ?? emptyStanding;
			cached.set(row, standing);
			return standing;
		},
		set: (row, standing) => void cached.set(row, standing),
	};
}

import type { RowState } from "../../../core/allocation/row.ts";
import type { Store } from "../store/store.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";

/** What a booking's voucher is worth now. A code is given for a live one only. */
export type VoucherState = RowState | "revoked";

export function voucherStateOf(store: Store, issued: IssuedVoucher): VoucherState {
	const revoked = store.revocations.findVoucher(issued);
	if (revoked === null) return issued.state;
	const isOfThisIssue = revoked.leastIssue === null || issued.issue < revoked.leastIssue;
	return isOfThisIssue ? "revoked" : issued.state;
}

import type { HubContext } from "../context.ts";
import { settleVouchers } from "../journals/settleVouchers.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Kiosk } from "../store/kiosks.ts";
import type { RevokedKiosk, RevokedVoucher } from "../store/revocations.ts";

/** Takes a booking's voucher back: all of its issues, or those below one. Kiosks hear of it before anything else. */
export function revokeVoucher(
	{ store, clock }: HubContext,
	booking: string,
	leastIssue: number | null,
	why: string,
): RevokedVoucher | Refusal {
	const [issued] = store.vouchers.list({ booking, venue: null, day: null, session: null, party: null, limit: 1 });
	if (issued === undefined) return refuse("unknownBooking", `There is no booking ${booking} here.`);
	const { venue, day, row } = issued;
	const revoked = { venue, day, row, leastIssue, why, revokedAt: clock.nowMs() };
	store.transact(() => {
		store.revocations.addVoucher(revoked);
		settleVouchers(store, [revoked], revoked.revokedAt);
	});
	return revoked;
}

/** Takes a window's right away. Lines of its journal after `lastSeq` no longer count; by default, after the last that is in. */
export function revokeKiosk(
	{ store, clock }: HubContext,
	kiosk: Kiosk,
	lastSeq: number | null,
	why: string,
): RevokedKiosk {
	const { venue, incarnation } = kiosk;
	const last = lastSeq ?? kiosk.size;
	const revoked = { venue, kiosk: kiosk.kiosk, incarnation, lastSeq: last, why, revokedAt: clock.nowMs() };
	store.transact(() => {
		store.revocations.addKiosk(revoked);
		const honoured = store.revocations.findLastHonoured(kiosk.kiosk, incarnation) ?? last;
		store.lines.flagAfterRevocation(kiosk.kiosk, incarnation, honoured);
		const moved = store.movements.listVouchersAfter(kiosk.kiosk, incarnation, honoured);
		settleVouchers(store, moved, revoked.revokedAt);
	});
	return revoked;
}

import type { HubContext } from "../context.ts";
import { listHeldIncarnations } from "../journals/incarnations.ts";
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

/**
 * Takes a window's right away. Lines of its journal after `lastSeq` no longer count; by default, after the last that is in.
 * Its earlier incarnations are named too: an older copy of its disk could log in with one of them.
 */
export function revokeKiosk(
	{ store, clock }: HubContext,
	kiosk: Kiosk,
	lastSeq: number | null,
	why: string,
): RevokedKiosk {
	const { venue, incarnation } = kiosk;
	const revokedAt = clock.nowMs();
	const current = { venue, kiosk: kiosk.kiosk, incarnation, lastSeq: lastSeq ?? kiosk.size, why, revokedAt };
	store.transact(() => {
		const earlier = listHeldIncarnations(store, kiosk.kiosk).filter((held) => held.incarnation !== incarnation);
		for (const { incarnation: of, size } of earlier) {
			store.revocations.addKiosk({ ...current, incarnation: of, lastSeq: size });
		}
		store.revocations.addKiosk(current);
		const honoured = store.revocations.findLastHonoured(kiosk.kiosk, incarnation) ?? current.lastSeq;
		store.lines.flagAfterRevocation(kiosk.kiosk, incarnation, honoured);
		const moved = store.movements.listVouchersAfter(kiosk.kiosk, incarnation, honoured);
		settleVouchers(store, moved, revokedAt);
	});
	return current;
}

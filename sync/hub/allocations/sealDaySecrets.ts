import type { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { fromHex } from "../../../core/bytes/bytes.ts";
import type { Day } from "../../../core/identity.ts";
import type { DayKeysRequest } from "../../../core/protocol/protocol.ts";
import { buildSealingInfo, encodeSealed, packSecrets } from "../../../core/trust/daySecrets.ts";
import { deriveVoucherKey } from "../../../core/voucher/rotatingCode.ts";
import { hpkeSeal } from "../../crypto/sealing.ts";
import { crypto } from "../../crypto/signature.ts";
import type { HubContext } from "../context.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { VenueDay } from "../store/days.ts";
import type { Kiosk } from "../store/kiosks.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";

type SealedKeys = AllocationHeader["sealedKeys"];

/** How often a kiosk may change its key of a day. Each change makes a new version, so the number must be limited. */
const mostChanges = 20;

/** K_day of a venue's day. */
export function ensureDayKey({ store, random }: HubContext, venue: number, day: Day): Uint8Array {
	return store.daySecrets.findOrAdd(venue, day, () => random(32));
}

/** K_v, from which a member's page derives rotating codes; null where the session accepts static ones. */
export function deriveRotationKey(hub: HubContext, issued: IssuedVoucher): Uint8Array | null {
	const { venue, day, session, voucher } = issued;
	const isRotating = hub.store.sessions.find(venue, session)?.rotating ?? false;
	return isRotating ? deriveVoucherKey(ensureDayKey(hub, venue, day), voucher, crypto) : null;
}

/**
 * The day's secrets sealed to each kiosk of the venue that has a key for the day. Sealing is randomised, so a result of the
 * last header for the same key is used again: otherwise every version would differ from the one before.
 */
export async function sealDaySecrets(hub: HubContext, day: VenueDay, last: SealedKeys): Promise<SealedKeys> {
	const { venue, allocationKey } = day;
	const packed = packSecrets({ allocationKey, dayKey: ensureDayKey(hub, venue, day.day) });
	const sealed: SealedKeys = [];
	for (const { kiosk, incarnation, publicKey } of hub.store.sealingKeys.listOfDay(venue, day.day)) {
		const before = last.find(
			(one) => one.kiosk === kiosk && one.incarnation === incarnation && one.dayKey === publicKey,
		);
		sealed.push(before ?? { kiosk, incarnation, dayKey: publicKey, ...(await sealTo(publicKey, day, kiosk, packed)) });
	}
	return sealed;
}

async function sealTo(publicKey: string, { venue, day }: VenueDay, kiosk: Kiosk["kiosk"], secret: Uint8Array) {
	return encodeSealed(
		await hpkeSeal(fromHex(publicKey) ?? new Uint8Array(0), buildSealingInfo(venue, day, kiosk), secret),
	);
}

/**
 * Stores the day keys a window made, or none of them. Returns the days whose key is new: their lists must be sealed
 * again. Keys of unknown and of closed days are ignored.
 */
export function saveDayKeys(
	{ store, clock }: HubContext,
	kiosk: Kiosk,
	{ dayKeys }: DayKeysRequest,
): readonly Day[] | Refusal {
	return store.transactOrRefuse(() => {
		const changed: Day[] = [];
		for (const { day, publicKey } of dayKeys) {
			const known = store.days.find(kiosk.venue, day);
			if (known === null || clock.nowMs() >= known.closesAt) continue;
			const before = store.sealingKeys.find(kiosk.kiosk, day);
			if (before?.publicKey === publicKey && before.incarnation === kiosk.incarnation) continue;
			const changes = before === null ? 0 : before.changes + 1;
			if (changes > mostChanges) {
				const message = `${kiosk.label} has changed its key of ${day} ${mostChanges} times; the union must look at this window.`;
				return refuse("tooManyKeys", message);
			}
			store.sealingKeys.put({ kiosk: kiosk.kiosk, day, incarnation: kiosk.incarnation, publicKey, changes });
			changed.push(day);
		}
		return changed;
	});
}

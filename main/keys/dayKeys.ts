import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import { toHex } from "../../core/bytes/bytes.ts";
import type { Day, KioskId } from "../../core/identity.ts";
import { buildSealingInfo, type DaySecrets, decodeSealed, unpackSecrets } from "../../core/trust/daySecrets.ts";
import type { DayKeys } from "../../sync/client/dayKeys.ts";
import type { Clock, Random } from "../../sync/clock.ts";
import { createSealingKeyPair, hpkeOpen } from "../../sync/crypto/sealing.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Database } from "../store/database.ts";
import { addDayKey, deleteDayKeys, markDayKey, readDayKeys, type StoredDayKey } from "../store/dayKeys.ts";
import { protectSecret } from "./deviceKey.ts";
import type { Keyring } from "./keyring.ts";

export type DayKeysParts = {
	readonly random: Random;
	readonly database: Database;
	readonly venue: number;
	readonly kiosk: KioskId;
	/** Null where the system has none: the keys of a day lie as the window's own does. */
	readonly keyring: Keyring | null;
	/** A day ends when its signed header says. */
	readonly allocations: Pick<Allocations, "trustState">;
	readonly clock: Pick<Clock, "nowMs">;
};

export type KioskDayKeys = DayKeys & {
	/** Deletes the keys of days that are over, and with them all that was ever sealed to them. Returns these days. */
	readonly purge: () => readonly Day[];
};

/** A day lasts as long as its header says, and without one until the end of the date after it: a night is never longer. */
const maxDayMs = 48 * 3600_000;

export function openDayKeys(parts: DayKeysParts): KioskDayKeys {
	const { database, keyring, venue, kiosk } = parts;

	function isOver(day: Day): boolean {
		const closesAtMs =
			parts.allocations.trustState().headers.get(day)?.document.closesAt ??
			Date.parse(`${day}T00:00:00+08:00`) + maxDayMs;
		return parts.clock.nowMs() >= closesAtMs;
	}

	async function make(day: Day): Promise<void> {
		const pair = await createSealingKeyPair(parts.random);
		const [publicKey, plain] = [Buffer.from(pair.publicKey), Buffer.from(pair.privateKey)];
		const secret = keyring === null ? null : protectSecret(keyring, plain);
		addDayKey(database, { day, publicKey, privateKey: secret ?? plain, isProtected: secret !== null });
	}

	/** Null when the keyring that holds it is shut. */
	function plainOf({ privateKey, isProtected }: StoredDayKey): Buffer | null {
		if (!isProtected) return privateKey;
		return keyring === null ? null : keyring.unprotect(privateKey);
	}

	return {
		async listUnpublished(days) {
			const held = new Set(readDayKeys(database).map(({ day }) => day));
			const coming = days.filter((day) => !isOver(day));
			for (const day of coming) if (!held.has(day)) await make(day);
			return readDayKeys(database)
				.filter(({ day, isPublished }) => !isPublished && coming.includes(day))
				.map(({ day, publicKey }) => ({ day, publicKey: toHex(publicKey) }));
		},
		markPublished(days) {
			for (const day of days) markDayKey(database, day, true);
		},
		markUnpublished: (day) => markDayKey(database, day, false),
		async openSecrets(header: AllocationHeader): Promise<DaySecrets | null> {
			const { day } = header;
			const pair = readDayKeys(database).find((key) => key.day === day);
			if (pair === undefined || header.venue !== venue) return null;
			const isMine = (sealed: AllocationHeader["sealedKeys"][number]) =>
				sealed.kiosk === kiosk && sealed.dayKey === toHex(pair.publicKey);
			const sealed = header.sealedKeys.find(isMine);
			const privateKey = plainOf(pair);
			if (sealed === undefined || privateKey === null) return null;
			const opened = await hpkeOpen(privateKey, buildSealingInfo(venue, day, kiosk), decodeSealed(sealed));
			return opened === null ? null : unpackSecrets(opened);
		},
		purge() {
			const over = readDayKeys(database)
				.map(({ day }) => day)
				.filter(isOver);
			if (over.length > 0) deleteDayKeys(database, over);
			return over;
		},
	};
}

type DayKeyHolder = Pick<Allocations, "trustState" | "setDayKey">;

/** Forgets the days that are over, whether or not there is a network. */
export function purgeEndedDays(keys: KioskDayKeys, allocations: DayKeyHolder): void {
	for (const day of keys.purge()) allocations.setDayKey(day, null);
}

/**
 * Forgets the days that are over, and unlocks those whose headers are held: after a start without a network, these are
 * all there is.
 */
export async function refreshDayKeys(keys: KioskDayKeys, allocations: DayKeyHolder): Promise<void> {
	purgeEndedDays(keys, allocations);
	for (const { document } of allocations.trustState().headers.values()) {
		const secrets = await keys.openSecrets(document);
		if (secrets !== null) allocations.setDayKey(document.day, secrets.dayKey);
	}
}

import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import { toHex } from "../../core/bytes/bytes.ts";
import { type Day, type KioskId, latestEndMsOf } from "../../core/identity.ts";
import { buildSealingInfo, decodeSealed, unpackSecrets } from "../../core/trust/daySecrets.ts";
import type { DayKeys, OpenedSecrets } from "../../sync/client/dayKeys.ts";
import type { Random } from "../../sync/clock.ts";
import { createSealingKeyPair, hpkeOpen } from "../../sync/crypto/sealing.ts";
import type { Log } from "../../sync/log.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Database } from "../store/database.ts";
import { addDayKey, deleteDayKeys, markDayKey, readDayKeys, type StoredDayKey } from "../store/dayKeys.ts";
import { readIdentity } from "../store/identity.ts";
import type { Timekeeper } from "../time/timekeeper.ts";
import { protectSecret } from "./deviceKey.ts";
import type { Keyring } from "./keyring.ts";

export type DayKeysParts = {
	readonly random: Random;
	readonly database: Database;
	readonly venue: number;
	readonly kiosk: KioskId;
	/** Null where the system has none: day keys are then stored in plain text, as the device key is. */
	readonly keyring: Keyring | null;
	/** The signed header says when a day ends. */
	readonly allocations: Pick<Allocations, "trustState">;
	readonly clock: Pick<Timekeeper, "nowMs" | "provenLeastMs">;
	readonly log: Log;
};

export type KioskDayKeys = DayKeys & {
	/**
	 * Deletes the keys of days that are proven to be over, so that nothing sealed to them can be opened again. Returns
	 * these days. The machine's own date deletes nothing.
	 */
	readonly purge: () => readonly Day[];
	/** The keyring did not open when a key was last needed of it. */
	readonly isKeyringShut: () => boolean;
};

export function openDayKeys(parts: DayKeysParts): KioskDayKeys {
	const { database, keyring, venue, kiosk } = parts;
	let isKeyringOpen = true;

	function isOver(day: Day, nowMs: number): boolean {
		return nowMs >= (parts.allocations.trustState().headers.get(day)?.document.closesAt ?? latestEndMsOf(day));
	}

	/** If the keyring protects the device key, no day key is stored in plain text: while the keyring is locked none is created. */
	async function make(day: Day): Promise<void> {
		const pair = await createSealingKeyPair(parts.random);
		const [publicKey, plain] = [Buffer.from(pair.publicKey), Buffer.from(pair.privateKey)];
		const secret = keyring === null ? null : protectSecret(keyring, plain);
		const isProtected = secret !== null;
		if (isProtected) noteKeyring(true);
		if (!isProtected && readIdentity(database)?.keyState === "keyring") return noteKeyring(false);
		addDayKey(database, { day, publicKey, privateKey: secret ?? plain, isProtected });
	}

	/** Null while the keyring that protects it is locked. */
	function plainOf({ privateKey, isProtected }: StoredDayKey): Buffer | null {
		if (!isProtected) return privateKey;
		const plain = keyring === null ? null : unprotectIfOpen(keyring, privateKey);
		noteKeyring(plain !== null);
		return plain;
	}

	/** Logs each change between locked and unlocked once, not at every pull. */
	function noteKeyring(isOpenNow: boolean): void {
		if (isOpenNow === isKeyringOpen) return;
		isKeyringOpen = isOpenNow;
		if (isOpenNow) parts.log.info("keyringOpened");
		else parts.log.warn("keyringShut");
	}

	return {
		async listUnpublished(days) {
			const held = new Set(readDayKeys(database).map(({ day }) => day));
			const coming = days.filter((day) => !isOver(day, parts.clock.nowMs()));
			for (const day of coming) if (!held.has(day)) await make(day);
			return readDayKeys(database)
				.filter(({ day, isPublished }) => !isPublished && coming.includes(day))
				.map(({ day, publicKey }) => ({ day, publicKey: toHex(publicKey) }));
		},
		markPublished(days) {
			for (const day of days) markDayKey(database, day, true);
		},
		markUnpublished: (day) => markDayKey(database, day, false),
		async openSecrets(header: AllocationHeader): Promise<OpenedSecrets> {
			const { day } = header;
			const pair = readDayKeys(database).find((key) => key.day === day);
			if (header.venue !== venue) return { kind: "notSealed" };
			if (pair === undefined) return { kind: isKeyringOpen ? "notSealed" : "keyringShut" };
			const isMine = (sealed: AllocationHeader["sealedKeys"][number]) =>
				sealed.kiosk === kiosk && sealed.dayKey === toHex(pair.publicKey);
			const sealed = header.sealedKeys.find(isMine);
			if (sealed === undefined) return { kind: "notSealed" };
			const privateKey = plainOf(pair);
			if (privateKey === null) return { kind: "keyringShut" };
			const opened = await hpkeOpen(privateKey, buildSealingInfo(venue, day, kiosk), decodeSealed(sealed));
			const secrets = opened === null ? null : unpackSecrets(opened);
			return secrets === null ? { kind: "notSealed" } : { kind: "opened", secrets };
		},
		isKeyringShut: () => !isKeyringOpen,
		purge() {
			const provenMs = parts.clock.provenLeastMs();
			if (provenMs === null) return [];
			const over = readDayKeys(database)
				.map(({ day }) => day)
				.filter((day) => isOver(day, provenMs));
			if (over.length > 0) deleteDayKeys(database, over);
			return over;
		},
	};
}

/** Null while the keyring is locked: safeStorage throws then. `noteKeyring` logs it. */
function unprotectIfOpen(keyring: Keyring, secret: Buffer): Buffer | null {
	try {
		return keyring.unprotect(secret);
	} catch {
		return null;
	}
}

type DayKeyHolder = Pick<Allocations, "trustState" | "setDayKey">;

/** Deletes the keys of days whose end the hub's signed time proves. */
export function purgeEndedDays(keys: KioskDayKeys, allocations: DayKeyHolder): void {
	for (const day of keys.purge()) allocations.setDayKey(day, null);
}

/**
 * Deletes the keys of ended days, and opens the secrets of every day whose header is stored, because after a start
 * without a network nothing else can be opened.
 */
export async function refreshDayKeys(keys: KioskDayKeys, allocations: DayKeyHolder): Promise<void> {
	purgeEndedDays(keys, allocations);
	for (const { document } of allocations.trustState().headers.values()) {
		const opened = await keys.openSecrets(document);
		if (opened.kind === "opened") allocations.setDayKey(document.day, opened.secrets.dayKey);
	}
}

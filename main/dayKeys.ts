import type { AllocationHeader } from "../core/allocation.ts";
import { toHex } from "../core/bytes.ts";
import type { Day, KioskId } from "../core/identity.ts";
import { type DaySecrets, readSealed, sealedFor, splitSecrets } from "../core/sealed.ts";
import type { DayKeys } from "../sync/client/dayKeys.ts";
import { newSealingPair, open } from "../sync/sealing.ts";
import type { Database } from "./store/database.ts";
import { addDayKey, deleteDayKeys, markDayKey, readDayKeys } from "./store/dayKeys.ts";

export type DayKeysParts = {
	readonly database: Database;
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	/** How a private half lies on the disk. */
	readonly protect: (secret: Uint8Array) => Buffer;
	readonly unprotect: (kept: Uint8Array) => Buffer;
	/** When a day ends, as its signed header says; null while none is held. */
	readonly closesAtMs: (day: Day) => number | null;
	readonly nowMs: () => number;
};

export type KioskDayKeys = DayKeys & {
	/** Deletes the keys of days that are over, and with them all that was ever sealed to them. Returns these days. */
	readonly purge: () => readonly Day[];
};

/** A day lasts as long as its header says, and without one until the end of the date after it: a night is never longer. */
const longestDayMs = 48 * 3600_000;

export function openDayKeys(parts: DayKeysParts): KioskDayKeys {
	const { database, venue, kiosk, incarnation } = parts;

	function isOver(day: Day): boolean {
		const closesAtMs = parts.closesAtMs(day) ?? Date.parse(`${day}T00:00:00+08:00`) + longestDayMs;
		return parts.nowMs() >= closesAtMs;
	}

	async function make(day: Day): Promise<void> {
		const pair = await newSealingPair();
		addDayKey(database, {
			day,
			publicKey: Buffer.from(pair.publicKey),
			privateKey: parts.protect(pair.privateKey),
		});
	}

	return {
		async unpublished(days) {
			const held = new Set(readDayKeys(database).map(({ day }) => day));
			const coming = days.filter((day) => !isOver(day));
			for (const day of coming) if (!held.has(day)) await make(day);
			return readDayKeys(database)
				.filter(({ day, isPublished }) => !isPublished && coming.includes(day))
				.map(({ day, publicKey }) => ({ day, publicKey: toHex(publicKey) }));
		},
		published(days) {
			for (const day of days) markDayKey(database, day, true);
		},
		unknownToHub: (day) => markDayKey(database, day, false),
		async open(header: AllocationHeader): Promise<DaySecrets | null> {
			const { day } = header;
			const pair = readDayKeys(database).find((key) => key.day === day);
			if (pair === undefined || header.venue !== venue) return null;
			const isMine = (sealed: AllocationHeader["sealedKeys"][number]) =>
				sealed.kiosk === kiosk && sealed.incarnation === incarnation && sealed.dayKey === toHex(pair.publicKey);
			const sealed = header.sealedKeys.find(isMine);
			if (sealed === undefined) return null;
			const opened = await open(parts.unprotect(pair.privateKey), sealedFor(venue, day, kiosk), readSealed(sealed));
			return opened === null ? null : splitSecrets(opened);
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

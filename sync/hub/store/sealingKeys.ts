import type { Day, KioskId } from "../../../core/identity.ts";

/** The X25519 public key of a kiosk for one day, in hex. `changes` counts the keys before this one. */
export type SealingKey = {
	readonly kiosk: KioskId;
	readonly day: Day;
	readonly incarnation: number;
	readonly publicKey: string;
	readonly changes: number;
};

/** The sealing keys of all kiosks. */
export interface SealingKeys {
	find(kiosk: KioskId, day: Day): SealingKey | null;
	/** Adds a key or replaces the kiosk's key of that day. */
	put(key: SealingKey): void;
	/**
	 * The keys of the venue's kiosks that may have the day's secrets, at most 256. A kiosk that was revoked, or has begun a
	 * new incarnation since it made its key, is left out.
	 */
	listOfDay(venue: number, day: Day): readonly SealingKey[];
}

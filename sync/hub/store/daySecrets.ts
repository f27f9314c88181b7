import type { Day } from "../../../core/identity.ts";

/** K_day of each venue and day (32 bytes), from which rotating codes are derived. It never changes, and is only sent sealed. */
export interface StoredDaySecrets {
	/** The stored key. Where there is none, `create` makes one and it is stored. */
	findOrAdd(venue: number, day: Day, create: () => Uint8Array): Uint8Array;
}

import type { Day } from "../../../core/identity.ts";

/** K_day of each venue and day (32 bytes), from which rotating codes are derived. It never changes, and is only sent sealed. */
export interface StoredDaySecrets {
	/** The stored key. Where there is none, `create` makes one and it is stored. */
	findOrAdd(venue: number, day: Day, create: () => Uint8Array): Uint8Array;
}

/** A booking's voucher, by the venue and the booking. */
export type LinkedVoucher = { readonly venue: number; readonly booking: string };

/** The link of a voucher's pass. */
export type PassLink = LinkedVoucher & {
	/** SHA-256 of the link's secret, by which a pass is found. */
	readonly digest: Uint8Array;
	/** The secret under the hub's link key, which is not in the database: an officer may be told the link again. */
	readonly sealed: Uint8Array;
};

/** The links of members' passes. A voucher has at most one: a new one takes the place of the one before. */
export interface PassLinks {
	find(voucher: LinkedVoucher): PassLink | null;
	findByDigest(digest: Uint8Array): LinkedVoucher | null;
	put(link: PassLink): void;
}

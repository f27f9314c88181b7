import type { Day, Title } from "../../../core/identity.ts";

/** A venue's day. `allocationKey` is K_alloc, which never changes; `bucketBits` is fixed by the first publication. Times are Unix ms. */
export type VenueDay = {
	readonly venue: number;
	readonly day: Day;
	readonly programme: Title;
	readonly opensAt: number;
	readonly closesAt: number;
	readonly allocationKey: Uint8Array;
	readonly bucketBits: number | null;
	/** Whether members may be admitted by short number. */
	readonly shortNumbers: boolean;
	/** Unix ms; null unless an officer took it out of the programme. */
	readonly withdrawnAt: number | null;
};

/** The days of all venues. */
export interface Days {
	/** Adds a day or replaces it, but keeps its `allocationKey` and `bucketBits`, and takes back a withdrawal. */
	put(day: Omit<VenueDay, "bucketBits" | "withdrawnAt">): void;
	find(venue: number, day: Day): VenueDay | null;
	/** By venue and day. Null stands for every venue, or every day. */
	list(venue: number | null, day: Day | null): readonly VenueDay[];
	/** Throws where the bucket bits are fixed already. */
	fixBucketBits(venue: number, day: Day, bucketBits: number): void;
	/** Marks a day, or with null all of a venue, as taken out of the programme, once. */
	withdraw(venue: number, day: Day | null, atMs: number): void;
}

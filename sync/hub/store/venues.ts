import type { Title } from "../../../core/identity.ts";

export type Venue = { readonly venue: number; readonly title: Title; readonly address: Title | null };
/** `withdrawnAt` (Unix ms) is null unless an officer took it out of the programme. */
export type HeldVenue = Venue & { readonly withdrawnAt: number | null };

/** The venues of the programme. */
export interface Venues {
	/** Adds a venue or replaces it, and takes back a withdrawal. */
	put(venue: Venue): void;
	find(venue: number): HeldVenue | null;
	/** By number. */
	list(): readonly HeldVenue[];
	/** Marks a venue as taken out of the programme, once. */
	withdraw(venue: number, atMs: number): void;
}

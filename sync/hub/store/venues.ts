import type { Title } from "../../../core/identity.ts";

export type Venue = { readonly venue: number; readonly title: Title; readonly address: Title | null };

/** The venues of the programme. */
export interface Venues {
	/** Adds a venue or replaces it. */
	put(venue: Venue): void;
	find(venue: number): Venue | null;
	/** By number. */
	list(): readonly Venue[];
}

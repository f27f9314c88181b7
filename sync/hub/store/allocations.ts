import type { Day, Digest } from "../../../core/identity.ts";
import type { Envelope } from "../../../core/trust/envelope.ts";

/** One published version of a venue's day. `digest` is the SHA-256 of the header's payload. */
export type Publication = {
	readonly venue: number;
	readonly day: Day;
	readonly version: number;
	readonly digest: Digest;
	readonly envelope: Envelope;
	readonly rowCount: number;
	readonly rows: Uint8Array;
	/** The index of short numbers; null where the policy switches them off. */
	readonly numbers: Uint8Array | null;
	readonly publishedAt: number;
};

/** A version without its rows, which can be forty megabytes, and its short numbers. */
export type PublicationSummary = Omit<Publication, "rows" | "numbers" | "publishedAt">;

/** Every published version of every day. */
export interface Allocations {
	/** Throws where the version is there already. */
	add(publication: Publication): void;
	/** The newest version of a day; null before the first. */
	findLatest(venue: number, day: Day): PublicationSummary | null;
	has(venue: number, day: Day, version: number): boolean;
	/** The packed rows of a version (docs/formats.md), or null. */
	findRows(venue: number, day: Day, version: number): Uint8Array | null;
	/** The packed index of a version's short numbers. Null for an unknown version, and for one whose policy has no short numbers. */
	findShortNumbers(venue: number, day: Day, version: number): Uint8Array | null;
	/** The newest versions of the venue's published days that close after `nowMs`, by day; at most 1000. */
	listOpen(venue: number, nowMs: number): readonly { readonly day: Day; readonly version: number }[];
}

import type { Digest } from "../../../core/identity.ts";
import type { Envelope } from "../../../core/trust/envelope.ts";

export type DocumentKind = "timestamp" | "roster" | "revocations";

/** A signed document. `content` is its JSON without version and times, compared to tell whether a new version is needed. */
export type StoredDocument = {
	readonly venue: number;
	readonly kind: DocumentKind;
	readonly version: number;
	readonly digest: Digest;
	readonly envelope: Envelope;
	readonly content: string;
	readonly issuedAt: number;
};

/** The newest signed document of each kind and venue. */
export interface Documents {
	find(venue: number, kind: DocumentKind): StoredDocument | null;
	/** Adds the first document of its kind, or replaces the version before it. Throws where the stored version is another. */
	put(document: StoredDocument): void;
	/** When the newest of all was signed, in Unix ms; null where there is none. */
	latestIssuedMs(): number | null;
	/** Those issued after this instant count as old, so that each is signed anew when it is asked for. */
	markIssuedAfterAsOld(nowMs: number): void;
}

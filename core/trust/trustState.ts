/**
 * The trust folder: which signed documents a kiosk accepts, after The Update Framework. `accept.ts` verifies, the state
 * here holds what was accepted, `rootRotation.ts` replaces keys, `reload.ts` verifies what was stored.
 */
import type { AllocationHeader } from "../allocation/allocation.ts";
import type { Crypto } from "../bytes/bytes.ts";
import type { Day, Digest } from "../identity.ts";
import type { Envelope } from "./envelope.ts";
import { type DocumentMarks, findDayMark, type HighWaterMarks, noHighWaterMarks } from "./highWaterMarks.ts";
import type { Rejection } from "./rejection.ts";
import type { Revocations } from "./revocations.ts";
import { openPinnedRoot, type Root } from "./root.ts";
import type { Roster } from "./roster.ts";
import type { Timestamp } from "./timestamp.ts";

/** An accepted document: its content, the SHA-256 of its exact payload, and the envelope to store. */
export type SignedDocument<T> = { readonly document: T; readonly digest: Digest; readonly envelope: Envelope };

/**
 * The trust state of one kiosk: the documents in force and the high-water mark of each. Immutable; accepting returns a
 * new one.
 */
export type TrustState = {
	readonly venue: number;
	readonly root: Root;
	/** The pinned root and every later one, in order: the chain that proves `root`. */
	readonly roots: readonly Envelope[];
	readonly timestamp: SignedDocument<Timestamp> | null;
	readonly roster: SignedDocument<Roster> | null;
	readonly revocations: SignedDocument<Revocations> | null;
	readonly headers: ReadonlyMap<Day, SignedDocument<AllocationHeader>>;
	readonly marks: HighWaterMarks;
};

export type Acceptance = { readonly kind: "held"; readonly held: TrustState } | Rejection;

/** Starts from the first root, whose hash is pinned by the enrolment code. */
export function acceptPinnedRoot(
	envelope: unknown,
	pin: string,
	venue: number,
	nowMs: number,
	crypto: Crypto,
): Acceptance {
	const opened = openPinnedRoot(envelope, pin, nowMs, crypto);
	if (opened.kind === "untrusted") return opened;
	return { kind: "held", held: createTrustState(venue, opened.root, [opened.envelope], noHighWaterMarks) };
}

export function createTrustState(
	venue: number,
	root: Root,
	roots: readonly Envelope[],
	marks: HighWaterMarks,
): TrustState {
	return { venue, root, roots, timestamp: null, roster: null, revocations: null, headers: new Map(), marks };
}

/** The documents that the timestamp in force names and that are not held: to be fetched from the hub. */
export type MissingDocuments = {
	readonly roster: boolean;
	readonly revocations: boolean;
	readonly days: readonly Day[];
};

export function missingDocumentsOf(held: TrustState): MissingDocuments {
	const named = held.timestamp?.document;
	if (named === undefined) return { roster: false, revocations: false, days: [] };
	return {
		roster: held.roster?.digest !== named.roster.hash,
		revocations: held.revocations?.digest !== named.revocations.hash,
		days: named.days.filter(({ day, header }) => held.headers.get(day)?.digest !== header).map(({ day }) => day),
	};
}

/** Drops the headers and marks of past days. The mark of a day still to come must stay, against rollback. */
export function forgetDaysBefore(held: TrustState, oldest: Day): TrustState {
	const recent = (versions: DocumentMarks): DocumentMarks => ({
		...versions,
		days: versions.days.filter(({ day }) => day >= oldest),
	});
	const marks = { ...held.marks, taken: recent(held.marks.taken), named: recent(held.marks.named) };
	return { ...held, headers: new Map([...held.headers].filter(([day]) => day >= oldest)), marks };
}

/** The document versions a kiosk decides by, as written on its journal lines. */
export function acceptedVersionsOf(
	held: TrustState,
	day: Day | null,
): { alloc: number; revocations: number; roster: number } {
	return {
		alloc: day === null ? 0 : (findDayMark(held.marks.taken, day)?.version ?? 0),
		revocations: held.revocations?.document.version ?? 0,
		roster: held.roster?.document.epoch ?? 0,
	};
}

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

/** A document that was believed: what it says, the SHA-256 of its exact payload, and the envelope to keep. */
export type SignedDocument<T> = { readonly document: T; readonly digest: Digest; readonly envelope: Envelope };

/** Everything one venue's kiosk believes: the documents in force and how high it has seen each go. A value; taking makes a new one. */
export type TrustState = {
	readonly venue: number;
	readonly root: Root;
	/** The pinned root and every one since, in order: the proof of `root`. */
	readonly roots: readonly Envelope[];
	readonly timestamp: SignedDocument<Timestamp> | null;
	readonly roster: SignedDocument<Roster> | null;
	readonly revocations: SignedDocument<Revocations> | null;
	readonly headers: ReadonlyMap<Day, SignedDocument<AllocationHeader>>;
	readonly marks: HighWaterMarks;
};

export type Acceptance = { readonly kind: "held"; readonly held: TrustState } | Rejection;

/** The first root of a venue's kiosk: its hash is what the enrolment code says. */
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

/** What the timestamp in force names and is not held: what to ask the hub for. */
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

/** Lets go of days long over: their headers and their marks. A day still to come is never to be forgotten. */
export function forgetDaysBefore(held: TrustState, oldest: Day): TrustState {
	const recent = (versions: DocumentMarks): DocumentMarks => ({
		...versions,
		days: versions.days.filter(({ day }) => day >= oldest),
	});
	const marks = { ...held.marks, taken: recent(held.marks.taken), named: recent(held.marks.named) };
	return { ...held, headers: new Map([...held.headers].filter(([day]) => day >= oldest)), marks };
}

/** What a kiosk writes on its journal lines: the versions it decides by. */
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

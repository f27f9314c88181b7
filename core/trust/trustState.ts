import type { AllocationHeader } from "../allocation/allocation.ts";
import type { Crypto } from "../bytes/bytes.ts";
import type { Day, Digest } from "../identity.ts";
import { type Envelope, openPinnedRoot, type Root } from "./envelope.ts";
import {
	type DocumentMarks,
	findDayMark,
	type HighWaterMarks,
	noHighWaterMarks,
	withDayMark,
} from "./highWaterMarks.ts";
import type { Rejection } from "./rejection.ts";
import type { Revocations } from "./revocations.ts";
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

/** These four put a document that was checked in force, and raise its mark. */
export function withTimestamp(held: TrustState, { document, digest, envelope }: SignedDocument<Timestamp>): TrustState {
	const { version, roster, revocations } = document;
	const days = document.days.map(({ day, version, header }) => ({ day, version, digest: header }));
	const named = {
		roster: { version: roster.epoch, digest: roster.hash },
		revocations: { version: revocations.version, digest: revocations.hash },
		// A day no longer named keeps its mark: left out once, it must not come back older.
		days: days.reduce(withDayMark, held.marks.named).days,
	};
	const marks = { ...held.marks, timestamp: { version, digest }, named };
	return { ...held, timestamp: { document, digest, envelope }, marks };
}

export function withRoster(held: TrustState, { document, digest, envelope }: SignedDocument<Roster>): TrustState {
	const taken = { ...held.marks.taken, roster: { version: document.epoch, digest } };
	return { ...held, roster: { document, digest, envelope }, marks: { ...held.marks, taken } };
}

export function withRevocations(
	held: TrustState,
	{ document, digest, envelope }: SignedDocument<Revocations>,
): TrustState {
	const taken = { ...held.marks.taken, revocations: { version: document.version, digest } };
	return { ...held, revocations: { document, digest, envelope }, marks: { ...held.marks, taken } };
}

export function withHeader(
	held: TrustState,
	{ document, digest, envelope }: SignedDocument<AllocationHeader>,
): TrustState {
	const { day, version } = document;
	const taken = withDayMark(held.marks.taken, { day, version, digest });
	const headers = new Map([...held.headers, [day, { document, digest, envelope }]]);
	return { ...held, headers, marks: { ...held.marks, taken } };
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

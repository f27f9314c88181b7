import type { z } from "zod";
import { AllocationHeader } from "../allocation/allocation.ts";
import { type Crypto, toHex } from "../bytes/bytes.ts";
import type { Day, Digest } from "../identity.ts";
import { openDocument, type PayloadType, payloadTypes, type RoleName } from "./envelope.ts";
import {
	checkHighWaterMark,
	type DocumentMarks,
	findDayMark,
	type HighWaterMark,
	mostDaysMarked,
} from "./highWaterMarks.ts";
import type { Rejection } from "./rejection.ts";
import { Revocations } from "./revocations.ts";
import { Roster } from "./roster.ts";
import { isLifetimeValid, mostClockLeadMs, mostTimestampLifetimeMs, Timestamp } from "./timestamp.ts";
import {
	type Acceptance,
	type SignedDocument,
	type TrustState,
	withHeader,
	withRevocations,
	withRoster,
	withTimestamp,
} from "./trustState.ts";

// The order of checks is The Update Framework's: signatures by the role in force, shape, version against the high-water
// mark, equal version equal hash, hash named by the timestamp, and time last of all.

export type SignedDocumentReading<T> = ({ readonly kind: "signed" } & SignedDocument<T>) | Rejection;

/** Takes the newest word on everything. It must not name anything older than what was seen. */
export function acceptTimestamp(held: TrustState, envelope: unknown, nowMs: number, crypto: Crypto): Acceptance {
	const checked = checkTimestamp(held, envelope, crypto);
	if (checked.kind === "untrusted") return checked;
	const { issuedAt, expiresAt } = checked.document;
	if (isRootExpired(held, nowMs)) return rejectExpiredRoot(held);
	if (nowMs >= expiresAt) return { kind: "untrusted", why: "expired", expiredAtMs: expiresAt };
	if (issuedAt > nowMs + mostClockLeadMs) return { kind: "untrusted", why: "fromTheFuture", issuedAtMs: issuedAt };
	return { kind: "held", held: withTimestamp(held, checked) };
}

/** All that can be said of a timestamp without a clock: for setting the clock by one, and for reading it back from the disk. */
export function checkTimestamp(held: TrustState, envelope: unknown, crypto: Crypto): SignedDocumentReading<Timestamp> {
	const opened = openSignedDocument(held, envelope, "timestamp", "timestamp", Timestamp, crypto);
	if (opened.kind === "untrusted") return opened;
	const { document, digest } = opened;
	if (!isLifetimeValid(document)) return { kind: "untrusted", why: "lifetime", mostMs: mostTimestampLifetimeMs };
	return (
		checkHighWaterMark("timestamp", held.marks.timestamp, { version: document.version, digest }) ??
		checkRootNamed(held, document) ??
		checkNamedVersions(held.marks.taken, document) ??
		checkNamedVersions(held.marks.named, document) ??
		checkDays(held.marks.named, document) ??
		opened
	);
}

export function acceptRoster(held: TrustState, envelope: unknown, nowMs: number, crypto: Crypto): Acceptance {
	const opened = openSignedDocument(held, envelope, "roster", "roster", Roster, crypto);
	if (opened.kind === "untrusted") return opened;
	const mark = { version: opened.document.epoch, digest: opened.digest };
	const named = held.timestamp?.document.roster;
	const wrong =
		checkHighWaterMark("roster", held.marks.taken.roster, mark) ??
		checkIsNamed(held, mark, named && { version: named.epoch, digest: named.hash }) ??
		checkTime(held, nowMs);
	return wrong ?? { kind: "held", held: withRoster(held, opened) };
}

export function acceptRevocations(held: TrustState, envelope: unknown, nowMs: number, crypto: Crypto): Acceptance {
	const opened = openSignedDocument(held, envelope, "revocations", "allocator", Revocations, crypto);
	if (opened.kind === "untrusted") return opened;
	const mark = { version: opened.document.version, digest: opened.digest };
	const named = held.timestamp?.document.revocations;
	const wrong =
		checkHighWaterMark("revocations", held.marks.taken.revocations, mark) ??
		checkIsNamed(held, mark, named && { version: named.version, digest: named.hash }) ??
		checkTime(held, nowMs);
	return wrong ?? { kind: "held", held: withRevocations(held, opened) };
}

/** Takes a day's header. The rows are the caller's: they go in force with it once `verifyAllocation` finds them to be its own. */
export function acceptHeader(held: TrustState, envelope: unknown, nowMs: number, crypto: Crypto): Acceptance {
	const opened = openSignedDocument(held, envelope, "allocation", "allocator", AllocationHeader, crypto);
	if (opened.kind === "untrusted") return opened;
	const { document, digest } = opened;
	const mark = { version: document.version, digest };
	const named = held.timestamp?.document.days.find(({ day }) => day === document.day);
	const wrong =
		checkHighWaterMark("allocation", findDayMark(held.marks.taken, document.day), mark) ??
		checkIsNamed(held, mark, named && { version: named.version, digest: named.header }) ??
		checkFixedFields(held.headers.get(document.day)?.document, document) ??
		checkTime(held, nowMs);
	if (wrong !== null) return wrong;
	if (nowMs >= document.closesAt) return { kind: "untrusted", why: "expired", expiredAtMs: document.closesAt };
	return { kind: "held", held: withHeader(held, opened) };
}

/** Signature and shape, by the role's keys of the root in force, and for this venue. */
export function openSignedDocument<T extends { readonly venue: number }>(
	held: TrustState,
	envelope: unknown,
	type: Exclude<keyof typeof payloadTypes, "root" | "checkpoint">,
	role: RoleName,
	schema: z.ZodType<T>,
	crypto: Crypto,
): SignedDocumentReading<T> {
	const payloadType: PayloadType = payloadTypes[type];
	const opened = openDocument(envelope, payloadType, held.root.roles[role], schema, crypto);
	if (opened.kind === "untrusted") return opened;
	const { document } = opened;
	if (document.venue !== held.venue) return { kind: "untrusted", why: "foreign", venue: document.venue };
	return { kind: "signed", document, digest: toHex(crypto.hash(opened.payload)) as Digest, envelope: opened.envelope };
}

function checkRootNamed(held: TrustState, { root }: Timestamp): Rejection | null {
	const { version } = held.root;
	if (root > version) return { kind: "untrusted", why: "rootBehind", version: root, held: version };
	return root === version ? null : { kind: "untrusted", why: "rollback", of: "root", version: root, held: version };
}

/** A newer timestamp must not name an older document, nor other bytes for one of the same version. */
function checkNamedVersions(marks: DocumentMarks, named: Timestamp): Rejection | null {
	const { roster, revocations, days } = named;
	return (
		checkHighWaterMark("roster", marks.roster, { version: roster.epoch, digest: roster.hash }) ??
		checkHighWaterMark("revocations", marks.revocations, { version: revocations.version, digest: revocations.hash }) ??
		days
			.map(({ day, version, header }) =>
				checkHighWaterMark("allocation", findDayMark(marks, day), { version, digest: header }),
			)
			.find((wrong) => wrong !== null) ??
		null
	);
}

/** Days are remembered when they are no longer named, so that there must be an end to new ones. */
function checkDays(marks: DocumentMarks, { days }: Timestamp): Rejection | null {
	const isNew = ({ day }: { readonly day: Day }) => findDayMark(marks, day) === null;
	const isTooMany = marks.days.length + days.filter(isNew).length > mostDaysMarked;
	return isTooMany ? { kind: "untrusted", why: "tooManyDays", most: mostDaysMarked } : null;
}

/** A document is taken only as the timestamp in force names it, so that no two of different times are mixed. */
function checkIsNamed(held: TrustState, seen: HighWaterMark, named: HighWaterMark | undefined): Rejection | null {
	if (held.timestamp === null) return { kind: "untrusted", why: "noTimestamp" };
	const isNamed = named?.version === seen.version && named.digest === seen.digest;
	return isNamed ? null : { kind: "untrusted", why: "unnamed", version: seen.version };
}

/** Base roster and buckets are fixed for a day: a later version may change rows, but not who keeps them nor where they lie. */
function checkFixedFields(last: AllocationHeader | undefined, next: AllocationHeader): Rejection | null {
	if (last === undefined) return null;
	if (last.bucketBits !== next.bucketBits) return { kind: "untrusted", why: "moved", field: "bucketBits" };
	const isSameBase =
		last.baseRoster?.epoch === next.baseRoster?.epoch && last.baseRoster?.hash === next.baseRoster?.hash;
	return isSameBase ? null : { kind: "untrusted", why: "moved", field: "baseRoster" };
}

function checkTime(held: TrustState, nowMs: number): Rejection | null {
	if (isRootExpired(held, nowMs)) return rejectExpiredRoot(held);
	const expiresAt = held.timestamp?.document.expiresAt ?? 0;
	return nowMs < expiresAt ? null : { kind: "untrusted", why: "timestampExpired", expiredAtMs: expiresAt };
}

function isRootExpired(held: TrustState, nowMs: number): boolean {
	return nowMs >= held.root.expiresAt;
}

function rejectExpiredRoot(held: TrustState): Rejection {
	return { kind: "untrusted", why: "rootExpired", expiredAtMs: held.root.expiresAt };
}

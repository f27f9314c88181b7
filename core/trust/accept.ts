import type { z } from "zod";
import { AllocationHeader } from "../allocation/allocation.ts";
import { type Hash, toHex, type Verify } from "../bytes/bytes.ts";
import type { Day, Digest } from "../identity.ts";
import { openDocument, type PayloadType, payloadTypes, type RoleName } from "./envelope.ts";
import { checkMark, dayMark, type Mark, mostDaysMarked, type Versions } from "./highWaterMarks.ts";
import type { Untrusted } from "./rejection.ts";
import { Revocations } from "./revocations.ts";
import { Roster } from "./roster.ts";
import { isLifetimeSound, mostClockLeadMs, mostTimestampLifetimeMs, Timestamp } from "./timestamp.ts";
import {
	type Held,
	type Signed,
	type Taking,
	withHeader,
	withRevocations,
	withRoster,
	withTimestamp,
} from "./trustState.ts";

// The order of checks is The Update Framework's: signatures by the role in force, shape, version against the high-water
// mark, equal version equal hash, hash named by the timestamp, and time last of all.

export type SignedReading<T> = ({ readonly kind: "signed" } & Signed<T>) | Untrusted;

/** Takes the newest word on everything. It must not name anything older than what was seen. */
export function takeTimestamp(held: Held, envelope: unknown, nowMs: number, verify: Verify, hash: Hash): Taking {
	const checked = checkTimestamp(held, envelope, verify, hash);
	if (checked.kind === "untrusted") return checked;
	const { issuedAt, expiresAt } = checked.document;
	if (isRootExpired(held, nowMs)) return rootExpired(held);
	if (nowMs >= expiresAt) return { kind: "untrusted", why: "expired", expiredAtMs: expiresAt };
	if (issuedAt > nowMs + mostClockLeadMs) return { kind: "untrusted", why: "fromTheFuture", issuedAtMs: issuedAt };
	return { kind: "held", held: withTimestamp(held, checked) };
}

/** All that can be said of a timestamp without a clock: for setting the clock by one, and for reading it back from the disk. */
export function checkTimestamp(held: Held, envelope: unknown, verify: Verify, hash: Hash): SignedReading<Timestamp> {
	const opened = openSigned(held, envelope, "timestamp", "timestamp", Timestamp, verify, hash);
	if (opened.kind === "untrusted") return opened;
	const { document, digest } = opened;
	if (!isLifetimeSound(document)) return { kind: "untrusted", why: "lifetime", mostMs: mostTimestampLifetimeMs };
	return (
		checkMark("timestamp", held.marks.timestamp, { version: document.version, digest }) ??
		checkRootNamed(held, document) ??
		checkNamed(held.marks.taken, document) ??
		checkNamed(held.marks.named, document) ??
		checkDays(held.marks.named, document) ??
		opened
	);
}

export function takeRoster(held: Held, envelope: unknown, nowMs: number, verify: Verify, hash: Hash): Taking {
	const opened = openSigned(held, envelope, "roster", "roster", Roster, verify, hash);
	if (opened.kind === "untrusted") return opened;
	const mark = { version: opened.document.epoch, digest: opened.digest };
	const named = held.timestamp?.document.roster;
	const wrong =
		checkMark("roster", held.marks.taken.roster, mark) ??
		checkIsNamed(held, mark, named && { version: named.epoch, digest: named.hash }) ??
		checkTime(held, nowMs);
	return wrong ?? { kind: "held", held: withRoster(held, opened) };
}

export function takeRevocations(held: Held, envelope: unknown, nowMs: number, verify: Verify, hash: Hash): Taking {
	const opened = openSigned(held, envelope, "revocations", "allocator", Revocations, verify, hash);
	if (opened.kind === "untrusted") return opened;
	const mark = { version: opened.document.version, digest: opened.digest };
	const named = held.timestamp?.document.revocations;
	const wrong =
		checkMark("revocations", held.marks.taken.revocations, mark) ??
		checkIsNamed(held, mark, named && { version: named.version, digest: named.hash }) ??
		checkTime(held, nowMs);
	return wrong ?? { kind: "held", held: withRevocations(held, opened) };
}

/** Takes a day's header. The rows are the caller's: they go in force with it once `verifyAllocation` finds them to be its own. */
export function takeHeader(held: Held, envelope: unknown, nowMs: number, verify: Verify, hash: Hash): Taking {
	const opened = openSigned(held, envelope, "allocation", "allocator", AllocationHeader, verify, hash);
	if (opened.kind === "untrusted") return opened;
	const { document, digest } = opened;
	const mark = { version: document.version, digest };
	const named = held.timestamp?.document.days.find(({ day }) => day === document.day);
	const wrong =
		checkMark("allocation", dayMark(held.marks.taken, document.day), mark) ??
		checkIsNamed(held, mark, named && { version: named.version, digest: named.header }) ??
		checkUnmoved(held.headers.get(document.day)?.document, document) ??
		checkTime(held, nowMs);
	if (wrong !== null) return wrong;
	if (nowMs >= document.closesAt) return { kind: "untrusted", why: "expired", expiredAtMs: document.closesAt };
	return { kind: "held", held: withHeader(held, opened) };
}

/** Signature and shape, by the role's keys of the root in force, and for this venue. */
export function openSigned<T extends { readonly venue: number }>(
	held: Held,
	envelope: unknown,
	type: Exclude<keyof typeof payloadTypes, "root" | "checkpoint">,
	role: RoleName,
	schema: z.ZodType<T>,
	verify: Verify,
	hash: Hash,
): SignedReading<T> {
	const payloadType: PayloadType = payloadTypes[type];
	const opened = openDocument(envelope, payloadType, held.root.roles[role], schema, verify);
	if (opened.kind === "untrusted") return opened;
	const { document } = opened;
	if (document.venue !== held.venue) return { kind: "untrusted", why: "foreign", venue: document.venue };
	return { kind: "signed", document, digest: toHex(hash(opened.payload)) as Digest, envelope: opened.envelope };
}

function checkRootNamed(held: Held, { root }: Timestamp): Untrusted | null {
	const { version } = held.root;
	if (root > version) return { kind: "untrusted", why: "rootBehind", version: root, held: version };
	return root === version ? null : { kind: "untrusted", why: "rollback", of: "root", version: root, held: version };
}

/** A newer timestamp must not name an older document, nor other bytes for one of the same version. */
function checkNamed(marks: Versions, named: Timestamp): Untrusted | null {
	const { roster, revocations, days } = named;
	return (
		checkMark("roster", marks.roster, { version: roster.epoch, digest: roster.hash }) ??
		checkMark("revocations", marks.revocations, { version: revocations.version, digest: revocations.hash }) ??
		days
			.map(({ day, version, header }) => checkMark("allocation", dayMark(marks, day), { version, digest: header }))
			.find((wrong) => wrong !== null) ??
		null
	);
}

/** Days are remembered when they are no longer named, so that there must be an end to new ones. */
function checkDays(marks: Versions, { days }: Timestamp): Untrusted | null {
	const isNew = ({ day }: { readonly day: Day }) => dayMark(marks, day) === null;
	const isTooMany = marks.days.length + days.filter(isNew).length > mostDaysMarked;
	return isTooMany ? { kind: "untrusted", why: "tooManyDays", most: mostDaysMarked } : null;
}

/** A document is taken only as the timestamp in force names it, so that no two of different times are mixed. */
function checkIsNamed(held: Held, seen: Mark, named: Mark | undefined): Untrusted | null {
	if (held.timestamp === null) return { kind: "untrusted", why: "noTimestamp" };
	const isNamed = named?.version === seen.version && named.digest === seen.digest;
	return isNamed ? null : { kind: "untrusted", why: "unnamed", version: seen.version };
}

/** Base roster and buckets are fixed for a day: a later version may change rows, but not who keeps them nor where they lie. */
function checkUnmoved(last: AllocationHeader | undefined, next: AllocationHeader): Untrusted | null {
	if (last === undefined) return null;
	if (last.bucketBits !== next.bucketBits) return { kind: "untrusted", why: "moved", field: "bucketBits" };
	const isSameBase =
		last.baseRoster?.epoch === next.baseRoster?.epoch && last.baseRoster?.hash === next.baseRoster?.hash;
	return isSameBase ? null : { kind: "untrusted", why: "moved", field: "baseRoster" };
}

function checkTime(held: Held, nowMs: number): Untrusted | null {
	if (isRootExpired(held, nowMs)) return rootExpired(held);
	const expiresAt = held.timestamp?.document.expiresAt ?? 0;
	return nowMs < expiresAt ? null : { kind: "untrusted", why: "timestampExpired", expiredAtMs: expiresAt };
}

function isRootExpired(held: Held, nowMs: number): boolean {
	return nowMs >= held.root.expiresAt;
}

function rootExpired(held: Held): Untrusted {
	return { kind: "untrusted", why: "rootExpired", expiredAtMs: held.root.expiresAt };
}

import type { z } from "zod";
import { AllocationHeader } from "../allocation/allocation.ts";
import type { Day } from "../identity.ts";
import { type PayloadType, payloadTypes } from "./envelope.ts";
import {
	checkHighWaterMark,
	type DocumentMarks,
	findDayMark,
	type HighWaterMark,
	type HighWaterMarks,
	mostDaysMarked,
	withDayMark,
} from "./highWaterMarks.ts";
import type { DocumentName, Rejection } from "./rejection.ts";
import { Revocations } from "./revocations.ts";
import type { RoleName } from "./root.ts";
import { Roster } from "./roster.ts";
import { isLifetimeValid, mostClockLeadMs, mostTimestampLifetimeMs, Timestamp } from "./timestamp.ts";
import type { SignedDocument, TrustState } from "./trustState.ts";

/** The documents of a venue that are signed by a role of its root. The root itself is accepted by `acceptNextRoot`. */
export type Documents = {
	readonly timestamp: Timestamp;
	readonly roster: Roster;
	readonly revocations: Revocations;
	readonly allocation: AllocationHeader;
};
export type SignedDocumentName = keyof Documents & DocumentName;

/**
 * The properties in which one type of document differs from the others. `accept.ts` holds the order of the checks,
 * which is the same for all.
 */
type DocumentType<T> = {
	readonly payloadType: PayloadType;
	/** The role of the root whose threshold must have signed it. */
	readonly role: RoleName;
	readonly schema: z.ZodType<T>;
	readonly versionOf: (document: T) => number;
	/** The high-water mark of this document. */
	readonly markOf: (marks: HighWaterMarks, document: T) => HighWaterMark | null;
	/** What the timestamp in force says of this document; null for the timestamp, which nothing names. */
	readonly nameIn: ((timestamp: Timestamp, document: T) => HighWaterMark | null) | null;
	/** Whether its content fits what is held. */
	readonly checkContent: (held: TrustState, document: T) => Rejection | null;
	/** Whether it is in date, under a root that is. */
	readonly checkTime: (held: TrustState, document: T, nowMs: number) => Rejection | null;
	/** Puts it in force and raises its mark. */
	readonly apply: (held: TrustState, signed: SignedDocument<T>) => TrustState;
};

export const documentTypes: { readonly [N in SignedDocumentName]: DocumentType<Documents[N]> } = {
	timestamp: {
		payloadType: payloadTypes.timestamp,
		role: "timestamp",
		schema: Timestamp,
		versionOf: ({ version }) => version,
		markOf: ({ timestamp }) => timestamp,
		nameIn: null,
		checkContent: (held, document) =>
			checkLifetime(document) ??
			checkRootNamed(held, document) ??
			checkNamedVersions(held.marks.taken, document) ??
			checkNamedVersions(held.marks.named, document) ??
			checkDays(held.marks.named, document),
		checkTime: (_, { issuedAt, expiresAt }, nowMs) => {
			if (nowMs >= expiresAt) return { kind: "untrusted", why: "expired", expiredAtMs: expiresAt };
			if (issuedAt > nowMs + mostClockLeadMs) return { kind: "untrusted", why: "fromTheFuture", issuedAtMs: issuedAt };
			return null;
		},
		apply: applyTimestamp,
	},
	roster: {
		payloadType: payloadTypes.roster,
		role: "roster",
		schema: Roster,
		versionOf: ({ epoch }) => epoch,
		markOf: ({ taken }) => taken.roster,
		nameIn: ({ roster }) => ({ version: roster.epoch, digest: roster.hash }),
		checkContent: () => null,
		checkTime: checkTimestampTime,
		apply: (held, signed) => {
			const taken = { ...held.marks.taken, roster: { version: signed.document.epoch, digest: signed.digest } };
			return { ...held, roster: signed, marks: { ...held.marks, taken } };
		},
	},
	revocations: {
		payloadType: payloadTypes.revocations,
		role: "allocator",
		schema: Revocations,
		versionOf: ({ version }) => version,
		markOf: ({ taken }) => taken.revocations,
		nameIn: ({ revocations }) => ({ version: revocations.version, digest: revocations.hash }),
		checkContent: () => null,
		checkTime: checkTimestampTime,
		apply: (held, signed) => {
			const taken = { ...held.marks.taken, revocations: { version: signed.document.version, digest: signed.digest } };
			return { ...held, revocations: signed, marks: { ...held.marks, taken } };
		},
	},
	allocation: {
		payloadType: payloadTypes.allocation,
		role: "allocator",
		schema: AllocationHeader,
		versionOf: ({ version }) => version,
		markOf: ({ taken }, { day }) => findDayMark(taken, day),
		nameIn: ({ days }, { day }) => {
			const named = days.find((one) => one.day === day);
			return named === undefined ? null : { version: named.version, digest: named.header };
		},
		checkContent: (held, document) => checkFixedFields(held.headers.get(document.day)?.document, document),
		checkTime: (held, document, nowMs) =>
			checkTimestampTime(held, document, nowMs) ??
			(nowMs < document.closesAt ? null : { kind: "untrusted", why: "expired", expiredAtMs: document.closesAt }),
		apply: (held, signed) => {
			const { day, version } = signed.document;
			const taken = withDayMark(held.marks.taken, { day, version, digest: signed.digest });
			return { ...held, headers: new Map([...held.headers, [day, signed]]), marks: { ...held.marks, taken } };
		},
	},
};

function applyTimestamp(held: TrustState, signed: SignedDocument<Timestamp>): TrustState {
	const { version, roster, revocations, days } = signed.document;
	const named = {
		roster: { version: roster.epoch, digest: roster.hash },
		revocations: { version: revocations.version, digest: revocations.hash },
		// A day that is no longer named keeps its mark: left out once, it must not come back in an older version.
		days: days
			.map((one) => ({ day: one.day, version: one.version, digest: one.header }))
			.reduce(withDayMark, held.marks.named).days,
	};
	const marks = { ...held.marks, timestamp: { version, digest: signed.digest }, named };
	return { ...held, timestamp: signed, marks };
}

function checkLifetime(timestamp: Timestamp): Rejection | null {
	return isLifetimeValid(timestamp) ? null : { kind: "untrusted", why: "lifetime", mostMs: mostTimestampLifetimeMs };
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

/** The mark of a day stays when the day is no longer named, so the number of marked days is bounded. */
function checkDays(marks: DocumentMarks, { days }: Timestamp): Rejection | null {
	const isNew = ({ day }: { readonly day: Day }) => findDayMark(marks, day) === null;
	const isTooMany = marks.days.length + days.filter(isNew).length > mostDaysMarked;
	return isTooMany ? { kind: "untrusted", why: "tooManyDays", most: mostDaysMarked } : null;
}

/**
 * Base roster and buckets are fixed for a day: a later version may change rows, but neither their keepers nor their
 * buckets.
 */
function checkFixedFields(last: AllocationHeader | undefined, next: AllocationHeader): Rejection | null {
	if (last === undefined) return null;
	if (last.bucketBits !== next.bucketBits) return { kind: "untrusted", why: "moved", field: "bucketBits" };
	const isSameBase =
		last.baseRoster?.epoch === next.baseRoster?.epoch && last.baseRoster?.hash === next.baseRoster?.hash;
	return isSameBase ? null : { kind: "untrusted", why: "moved", field: "baseRoster" };
}

/** A document that a timestamp names is in date as long as that timestamp. */
function checkTimestampTime(held: TrustState, _: unknown, nowMs: number): Rejection | null {
	const expiresAt = held.timestamp?.document.expiresAt ?? 0;
	return nowMs < expiresAt ? null : { kind: "untrusted", why: "timestampExpired", expiredAtMs: expiresAt };
}

import { areBytesEqual, type Crypto, fromBase64 } from "../bytes/bytes.ts";
import {
	checkThreshold,
	openEnvelope,
	type PayloadType,
	payloadTypes,
	type Role,
	type RoleName,
	Root,
	readDocument,
} from "./envelope.ts";
import { type HighWaterMarks, noDocumentMarks } from "./highWaterMarks.ts";
import type { Rejection } from "./rejection.ts";
import type { Acceptance, SignedDocument, TrustState } from "./trustState.ts";

/** Takes the root that follows the one held: exactly the next, signed by the thresholds of both, and not expired. */
export function acceptRoot(held: TrustState, envelope: unknown, nowMs: number, crypto: Crypto): Acceptance {
	return acceptRoots(held, [envelope], nowMs, crypto);
}

/** Follows several rotations one by one. Only the last must not have expired: those between only lead to it. */
export function acceptRoots(
	held: TrustState,
	envelopes: readonly unknown[],
	nowMs: number,
	crypto: Crypto,
): Acceptance {
	let next = held;
	for (const envelope of envelopes) {
		const followed = acceptNextRootOfAnyAge(next, envelope, crypto);
		if (followed.kind === "untrusted") return followed;
		next = followed.held;
	}
	if (nowMs < next.root.expiresAt) return { kind: "held", held: next };
	return { kind: "untrusted", why: "expired", expiredAtMs: next.root.expiresAt };
}

/** One step of the chain, without a clock: for roots between, and for those read back from the disk. */
export function acceptNextRootOfAnyAge(held: TrustState, envelope: unknown, crypto: Crypto): Acceptance {
	const opened = openEnvelope(envelope, payloadTypes.root, held.root.roles.root, crypto);
	if (opened.kind === "untrusted") return opened;
	const read = readDocument(opened, Root);
	if (read.kind === "untrusted") return read;
	const root = read.document;
	const { version } = held.root;
	if (root.version < version) {
		return { kind: "untrusted", why: "rollback", of: "root", version: root.version, held: version };
	}
	if (root.version === version) return checkSameRoot(held, opened.payload) ?? { kind: "held", held };
	if (root.version !== version + 1) {
		return { kind: "untrusted", why: "skipped", version: root.version, expected: version + 1 };
	}
	const signed = checkThreshold(opened, root.roles.root, crypto);
	if (signed.kind === "untrusted") return signed.why === "threshold" ? { ...signed, why: "ownThreshold" } : signed;
	return { kind: "held", held: applyNewRoot({ ...held, roots: [...held.roots, opened.envelope] }, root, crypto) };
}

function checkSameRoot(held: TrustState, payload: Uint8Array): Rejection | null {
	const last = fromBase64(held.roots.at(-1)?.payload ?? "");
	if (last !== null && areBytesEqual(last, payload)) return null;
	return { kind: "untrusted", why: "equivocal", of: "root", version: held.root.version };
}

/**
 * What is still believed under a new root. A document whose signers it no longer names is let go. A high-water mark falls
 * only with the keys that could have made it (The Update Framework's recovery from a fast-forward attack): when a
 * threshold of the role's old keys is gone, and the document held, if any, is not one the new keys stand for.
 */
function applyNewRoot(held: TrustState, root: Root, crypto: Crypto): TrustState {
	const { roles } = held.root;
	const stands = (signed: SignedDocument<unknown> | null, type: PayloadType, role: RoleName) =>
		signed !== null && openEnvelope(signed.envelope, type, root.roles[role], crypto).kind === "payload";
	const kept = <T>(signed: SignedDocument<T> | null, type: PayloadType, role: RoleName) =>
		stands(signed, type, role) ? signed : null;

	const timestamp = kept(held.timestamp, payloadTypes.timestamp, "timestamp");
	const roster = kept(held.roster, payloadTypes.roster, "roster");
	const revocations = kept(held.revocations, payloadTypes.revocations, "allocator");
	const headers = new Map(
		[...held.headers].filter(([, header]) => stands(header, payloadTypes.allocation, "allocator")),
	);

	const isTimestampNew = isRoleReplaced(roles.timestamp, root.roles.timestamp);
	const isRosterNew = isRoleReplaced(roles.roster, root.roles.roster);
	const isAllocatorNew = isRoleReplaced(roles.allocator, root.roles.allocator);
	const { taken, named } = held.marks;
	const marks: HighWaterMarks = {
		timestamp: isTimestampNew && timestamp === null ? null : held.marks.timestamp,
		taken: {
			roster: isRosterNew && roster === null ? null : taken.roster,
			revocations: isAllocatorNew && revocations === null ? null : taken.revocations,
			days: isAllocatorNew ? taken.days.filter(({ day }) => headers.has(day)) : taken.days,
		},
		named:
			isTimestampNew && timestamp === null
				? noDocumentMarks
				: {
						roster: isRosterNew ? null : named.roster,
						revocations: isAllocatorNew ? null : named.revocations,
						days: isAllocatorNew ? [] : named.days,
					},
	};
	return { ...held, root, timestamp, roster, revocations, headers, marks };
}

/** Those who left could have signed on their own. */
function isRoleReplaced(old: Role, next: Role): boolean {
	return old.keys.filter((key) => !next.keys.includes(key)).length >= old.threshold;
}

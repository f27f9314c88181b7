import { areBytesEqual, type Crypto, fromBase64 } from "../bytes/bytes.ts";
import { documentTypes, type SignedDocumentName } from "./documentTypes.ts";
import { checkThreshold, openEnvelope, payloadTypes, type Role, readDocument } from "./envelope.ts";
import { type HighWaterMarks, noDocumentMarks } from "./highWaterMarks.ts";
import type { Rejection } from "./rejection.ts";
import { Root } from "./root.ts";
import type { Acceptance, SignedDocument, TrustState } from "./trustState.ts";

/**
 * Accepts the root that follows the one held, signed by the thresholds of both, whatever its expiry date: a root between
 * only leads to the last, and under a last one that expired nothing else is accepted (`checkRootTime`), so that a key
 * that it takes away is trusted no more.
 */
export function acceptNextRoot(held: TrustState, envelope: unknown, crypto: Crypto): Acceptance {
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
 * What stays trusted under a new root. A document that the role's new keys have not signed is dropped. A high-water
 * mark is dropped only with the keys that could have made it (The Update Framework's recovery from a fast-forward
 * attack): when a threshold of the role's old keys is gone, and no document is held that the new keys have signed.
 */
function applyNewRoot(held: TrustState, root: Root, crypto: Crypto): TrustState {
	const { roles } = held.root;
	const isStillSigned = (name: SignedDocumentName, { envelope }: SignedDocument<unknown>) => {
		const { payloadType, role } = documentTypes[name];
		return openEnvelope(envelope, payloadType, root.roles[role], crypto).kind === "payload";
	};
	const keep = <T>(name: SignedDocumentName, signed: SignedDocument<T> | null) =>
		signed !== null && isStillSigned(name, signed) ? signed : null;

	const timestamp = keep("timestamp", held.timestamp);
	const roster = keep("roster", held.roster);
	const revocations = keep("revocations", held.revocations);
	const headers = new Map([...held.headers].filter(([, header]) => isStillSigned("allocation", header)));

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

/** Whether the removed keys alone reached the old threshold. */
function isRoleReplaced(old: Role, next: Role): boolean {
	return old.keys.filter((key) => !next.keys.includes(key)).length >= old.threshold;
}

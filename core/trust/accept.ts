/**
 * The security kernel: the one path on which a signed document of a venue is accepted. The order of the checks is that of
 * The Update Framework's client workflow: envelope, signatures by the role of the root in force, shape, venue, version
 * against the high-water mark, equality with what the timestamp names, content, and time last.
 */
import { type Crypto, toHex } from "../bytes/bytes.ts";
import type { Digest } from "../identity.ts";
import { type Documents, documentTypes, type SignedDocumentName } from "./documentTypes.ts";
import { openDocument } from "./envelope.ts";
import { checkHighWaterMark, type HighWaterMark } from "./highWaterMarks.ts";
import type { Rejection } from "./rejection.ts";
import type { Acceptance, SignedDocument, TrustState } from "./trustState.ts";

export type SignedDocumentReading<T> = { readonly kind: "signed"; readonly signed: SignedDocument<T> } | Rejection;

/**
 * Verifies a document and puts it in force. Of an allocation this accepts the header; its rows are the caller's, and go
 * in force with it once `verifyAllocation` has found them to be those it names.
 */
export function acceptDocument<N extends SignedDocumentName>(
	name: N,
	held: TrustState,
	envelope: unknown,
	nowMs: number,
	crypto: Crypto,
): Acceptance {
	const type = documentTypes[name];
	const checked = checkDocument(name, held, envelope, crypto);
	if (checked.kind === "untrusted") return checked;
	const { signed } = checked;
	const untimely = checkRootTime(held, nowMs) ?? type.checkTime(held, signed.document, nowMs);
	return untimely ?? { kind: "held", held: type.apply(held, signed) };
}

/** Every check that needs no clock: a timestamp that passes may itself set the clock. */
export function checkDocument<N extends SignedDocumentName>(
	name: N,
	held: TrustState,
	envelope: unknown,
	crypto: Crypto,
): SignedDocumentReading<Documents[N]> {
	const type = documentTypes[name];
	const opened = openSignedDocument(name, held, envelope, crypto);
	if (opened.kind === "untrusted") return opened;
	const { document, digest } = opened.signed;
	const seen = { version: type.versionOf(document), digest };
	const unnamed =
		type.nameIn === null ? null : checkNamed(held, seen, (named) => type.nameIn?.(named, document) ?? null);
	return unnamed ?? type.checkContent(held, document) ?? opened;
}

/**
 * Signatures by the role of the root in force, shape, venue and high-water mark: also what is checked of a document that
 * is read back from the disk, which was accepted in its time and may be older than the timestamp by now.
 */
export function openSignedDocument<N extends SignedDocumentName>(
	name: N,
	held: TrustState,
	envelope: unknown,
	crypto: Crypto,
): SignedDocumentReading<Documents[N]> {
	const type = documentTypes[name];
	const opened = openDocument(envelope, type.payloadType, held.root.roles[type.role], type.schema, crypto);
	if (opened.kind === "untrusted") return opened;
	const { document } = opened;
	if (document.venue !== held.venue) return { kind: "untrusted", why: "foreign", venue: document.venue };
	const digest = toHex(crypto.hash(opened.payload)) as Digest;
	const mark = type.markOf(held.marks, document);
	const outdated = checkHighWaterMark(name, mark, { version: type.versionOf(document), digest });
	return outdated ?? { kind: "signed", signed: { document, digest, envelope: opened.envelope } };
}

/** A document is accepted only as the timestamp in force names it, so that no two of different times are mixed. */
function checkNamed(
	held: TrustState,
	seen: HighWaterMark,
	nameIn: (timestamp: Documents["timestamp"]) => HighWaterMark | null,
): Rejection | null {
	if (held.timestamp === null) return { kind: "untrusted", why: "noTimestamp" };
	const named = nameIn(held.timestamp.document);
	const isNamed = named?.version === seen.version && named.digest === seen.digest;
	return isNamed ? null : { kind: "untrusted", why: "unnamed", version: seen.version };
}

/** Under a root that expired nothing is accepted but the next root. */
export function checkRootTime(held: TrustState, nowMs: number): Rejection | null {
	const { expiresAt } = held.root;
	return nowMs < expiresAt ? null : { kind: "untrusted", why: "rootExpired", expiredAtMs: expiresAt };
}

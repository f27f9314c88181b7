import type { Crypto } from "../bytes/bytes.ts";
import { openSignedDocument } from "./accept.ts";
import { documentTypes, type SignedDocumentName } from "./documentTypes.ts";
import { HighWaterMarks } from "./highWaterMarks.ts";
import type { DocumentName, Rejection } from "./rejection.ts";
import { openPinnedRootOfAnyAge } from "./root.ts";
import { acceptNextRoot } from "./rootRotation.ts";
import { createTrustState, type TrustState } from "./trustState.ts";

/**
 * What is stored of a `TrustState`: the envelopes as they were received, and the marks. JSON of unknown origin until
 * `reload` has verified it.
 */
export type StoredTrustState = {
	readonly venue: number;
	/** The first root's hash, or what the enrolment code gave of it. */
	readonly pin: string;
	readonly roots: readonly unknown[];
	readonly timestamp: unknown;
	readonly roster: unknown;
	readonly revocations: unknown;
	readonly headers: readonly unknown[];
	readonly marks: unknown;
};

export type LostDocument = { readonly document: DocumentName; readonly rejection: Rejection };
export type ReloadResult =
	| { readonly kind: "held"; readonly held: TrustState; readonly lost: readonly LostDocument[] }
	| Rejection;

export function serializeTrustState(held: TrustState, pin: string): StoredTrustState {
	return {
		venue: held.venue,
		pin,
		roots: held.roots,
		timestamp: held.timestamp?.envelope ?? null,
		roster: held.roster?.envelope ?? null,
		revocations: held.revocations?.envelope ?? null,
		headers: [...held.headers.values()].map(({ envelope }) => envelope),
		marks: held.marks,
	};
}

/**
 * Verifies everything on the disk again: trust comes from signatures, not from the storage. No clock is used, because
 * what was accepted stays in force as it ages. A damaged document is reported as lost, and the hub is asked for it
 * again; damaged roots or marks make the whole state untrusted.
 */
export function reload(stored: StoredTrustState, crypto: Crypto): ReloadResult {
	const [first, ...later] = stored.roots;
	const pinned = openPinnedRootOfAnyAge(first, stored.pin, crypto);
	if (pinned.kind === "untrusted") return pinned;
	const marks = HighWaterMarks.safeParse(stored.marks);
	if (!marks.success) return { kind: "untrusted", why: "marks" };

	let held = createTrustState(stored.venue, pinned.root, [pinned.envelope], marks.data);
	for (const envelope of later) {
		const followed = acceptNextRoot(held, envelope, crypto);
		if (followed.kind === "untrusted") return followed;
		// The marks were kept after these rotations, so they are not judged by them again.
		held = { ...followed.held, marks: marks.data };
	}

	const lost: LostDocument[] = [];
	/** Puts a stored document in force again, or notes why it is lost. */
	function restoreDocument<N extends SignedDocumentName>(name: N, envelope: unknown): void {
		if (envelope === null) return;
		const opened = openSignedDocument(name, held, envelope, crypto);
		if (opened.kind === "untrusted") {
			lost.push({ document: name, rejection: opened });
			return;
		}
		const applied = documentTypes[name].apply(held, opened.signed);
		// What a timestamp names was marked when it was accepted, and a root may have lowered some of those marks since.
		held = name === "timestamp" ? { ...applied, marks: held.marks } : applied;
	}
	restoreDocument("timestamp", stored.timestamp);
	restoreDocument("roster", stored.roster);
	restoreDocument("revocations", stored.revocations);
	for (const envelope of stored.headers) restoreDocument("allocation", envelope);
	return { kind: "held", held, lost };
}

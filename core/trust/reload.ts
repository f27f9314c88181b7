import { AllocationHeader } from "../allocation/allocation.ts";
import type { Crypto } from "../bytes/bytes.ts";
import { openSignedDocument, type SignedDocumentReading } from "./accept.ts";
import { openPinnedRootOfAnyAge } from "./envelope.ts";
import { checkHighWaterMark, findDayMark, type HighWaterMark, HighWaterMarks } from "./highWaterMarks.ts";
import type { DocumentName, Rejection } from "./rejection.ts";
import { Revocations } from "./revocations.ts";
import { acceptNextRootOfAnyAge } from "./rootRotation.ts";
import { Roster } from "./roster.ts";
import { Timestamp } from "./timestamp.ts";
import {
	createTrustState,
	type SignedDocument,
	type TrustState,
	withHeader,
	withRevocations,
	withRoster,
	withTimestamp,
} from "./trustState.ts";

/** All there is to keep of `Held`: the envelopes as they came, and the marks. JSON of unknown origin until it is restored. */
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
 * Everything on the disk is verified again: what signed it matters, not where it lay. No clock is asked, for what was held
 * stays held as it ages. A damaged document is lost and said, and the hub asked again; damaged roots or marks are the end.
 */
export function reload(stored: StoredTrustState, crypto: Crypto): ReloadResult {
	const [first, ...later] = stored.roots;
	const pinned = openPinnedRootOfAnyAge(first, stored.pin, crypto);
	if (pinned.kind === "untrusted") return pinned;
	const marks = HighWaterMarks.safeParse(stored.marks);
	if (!marks.success) return { kind: "untrusted", why: "marks" };

	let held = createTrustState(stored.venue, pinned.root, [pinned.envelope], marks.data);
	for (const envelope of later) {
		const followed = acceptNextRootOfAnyAge(held, envelope, crypto);
		if (followed.kind === "untrusted") return followed;
		// The marks were kept after these rotations, so they are not judged by them again.
		held = { ...followed.held, marks: marks.data };
	}

	const lost: LostDocument[] = [];
	/** The document, if it is still believed and not below its mark. */
	function sound<T>(
		of: DocumentName,
		opened: SignedDocumentReading<T>,
		markOf: (document: T) => HighWaterMark | null,
		versionOf: (document: T) => number,
	): SignedDocument<T> | null {
		const untrusted =
			opened.kind === "untrusted"
				? opened
				: checkHighWaterMark(of, markOf(opened.document), {
						version: versionOf(opened.document),
						digest: opened.digest,
					});
		if (untrusted !== null) lost.push({ document: of, rejection: untrusted });
		return untrusted === null && opened.kind === "signed" ? opened : null;
	}
	const { timestamp, taken } = marks.data;
	if (stored.timestamp !== null) {
		const opened = openSignedDocument(held, stored.timestamp, "timestamp", "timestamp", Timestamp, crypto);
		const signed = sound(
			"timestamp",
			opened,
			() => timestamp,
			({ version }) => version,
		);
		// What it names was marked when it was taken, and some of that may have been recovered from since.
		if (signed !== null) held = { ...withTimestamp(held, signed), marks: held.marks };
	}
	if (stored.roster !== null) {
		const opened = openSignedDocument(held, stored.roster, "roster", "roster", Roster, crypto);
		const signed = sound(
			"roster",
			opened,
			() => taken.roster,
			({ epoch }) => epoch,
		);
		if (signed !== null) held = withRoster(held, signed);
	}
	if (stored.revocations !== null) {
		const opened = openSignedDocument(held, stored.revocations, "revocations", "allocator", Revocations, crypto);
		const signed = sound(
			"revocations",
			opened,
			() => taken.revocations,
			({ version }) => version,
		);
		if (signed !== null) held = withRevocations(held, signed);
	}
	for (const envelope of stored.headers) {
		const opened = openSignedDocument(held, envelope, "allocation", "allocator", AllocationHeader, crypto);
		const signed = sound(
			"allocation",
			opened,
			({ day }) => findDayMark(taken, day),
			({ version }) => version,
		);
		if (signed !== null) held = withHeader(held, signed);
	}
	return { kind: "held", held, lost };
}

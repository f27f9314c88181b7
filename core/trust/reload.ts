import { AllocationHeader } from "../allocation/allocation.ts";
import type { Hash, Verify } from "../bytes/bytes.ts";
import { openSigned, type SignedReading } from "./accept.ts";
import { openRootOfAnyAge } from "./envelope.ts";
import { checkMark, dayMark, type Mark, Marks } from "./highWaterMarks.ts";
import type { DocumentName, Untrusted } from "./rejection.ts";
import { Revocations } from "./revocations.ts";
import { followRoot } from "./rootRotation.ts";
import { Roster } from "./roster.ts";
import { Timestamp } from "./timestamp.ts";
import {
	type Held,
	nothingBut,
	type Signed,
	withHeader,
	withRevocations,
	withRoster,
	withTimestamp,
} from "./trustState.ts";

/** All there is to keep of `Held`: the envelopes as they came, and the marks. JSON of unknown origin until it is restored. */
export type Stored = {
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

export type Lost = { readonly document: DocumentName; readonly untrusted: Untrusted };
export type Restored = { readonly kind: "held"; readonly held: Held; readonly lost: readonly Lost[] } | Untrusted;

export function storedOf(held: Held, pin: string): Stored {
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
export function restore(stored: Stored, verify: Verify, hash: Hash): Restored {
	const [first, ...later] = stored.roots;
	const pinned = openRootOfAnyAge(first, stored.pin, hash, verify);
	if (pinned.kind === "untrusted") return pinned;
	const marks = Marks.safeParse(stored.marks);
	if (!marks.success) return { kind: "untrusted", why: "marks" };

	let held = nothingBut(stored.venue, pinned.root, [pinned.envelope], marks.data);
	for (const envelope of later) {
		const followed = followRoot(held, envelope, verify);
		if (followed.kind === "untrusted") return followed;
		// The marks were kept after these rotations, so they are not judged by them again.
		held = { ...followed.held, marks: marks.data };
	}

	const lost: Lost[] = [];
	/** The document, if it is still believed and not below its mark. */
	function sound<T>(
		of: DocumentName,
		opened: SignedReading<T>,
		markOf: (document: T) => Mark | null,
		versionOf: (document: T) => number,
	): Signed<T> | null {
		const untrusted =
			opened.kind === "untrusted"
				? opened
				: checkMark(of, markOf(opened.document), { version: versionOf(opened.document), digest: opened.digest });
		if (untrusted !== null) lost.push({ document: of, untrusted });
		return untrusted === null && opened.kind === "signed" ? opened : null;
	}
	const { timestamp, taken } = marks.data;
	if (stored.timestamp !== null) {
		const opened = openSigned(held, stored.timestamp, "timestamp", "timestamp", Timestamp, verify, hash);
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
		const opened = openSigned(held, stored.roster, "roster", "roster", Roster, verify, hash);
		const signed = sound(
			"roster",
			opened,
			() => taken.roster,
			({ epoch }) => epoch,
		);
		if (signed !== null) held = withRoster(held, signed);
	}
	if (stored.revocations !== null) {
		const opened = openSigned(held, stored.revocations, "revocations", "allocator", Revocations, verify, hash);
		const signed = sound(
			"revocations",
			opened,
			() => taken.revocations,
			({ version }) => version,
		);
		if (signed !== null) held = withRevocations(held, signed);
	}
	for (const envelope of stored.headers) {
		const opened = openSigned(held, envelope, "allocation", "allocator", AllocationHeader, verify, hash);
		const signed = sound(
			"allocation",
			opened,
			({ day }) => dayMark(taken, day),
			({ version }) => version,
		);
		if (signed !== null) held = withHeader(held, signed);
	}
	return { kind: "held", held, lost };
}

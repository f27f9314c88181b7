import { z } from "zod";
import { type Day, Day as DayShape, Digest } from "../identity.ts";
import type { DocumentName, Rejection } from "./rejection.ts";

/** The highest version seen of a document, and its hash: two documents of one version are equivocation. */
export const HighWaterMark = z.strictObject({ version: z.int().positive(), digest: Digest });
export type HighWaterMark = z.infer<typeof HighWaterMark>;

/** A bound on the days a timestamp can mark: years of holidays. */
export const mostDaysMarked = 1000;

const DayMark = z.strictObject({ day: DayShape, version: z.int().positive(), digest: Digest });
export type DayMark = z.infer<typeof DayMark>;

export const DocumentMarks = z.strictObject({
	roster: HighWaterMark.nullable(),
	revocations: HighWaterMark.nullable(),
	days: z.array(DayMark).max(4 * mostDaysMarked),
});
export type DocumentMarks = Readonly<z.infer<typeof DocumentMarks>>;

/**
 * High-water marks. `taken` are of documents that were accepted, each signed by its own role; `named` are of what
 * timestamps named, which is only as trustworthy as the timestamp's key. Only a root that replaces the keys that made a
 * mark lowers it.
 */
export const HighWaterMarks = z.strictObject({
	timestamp: HighWaterMark.nullable(),
	taken: DocumentMarks,
	named: DocumentMarks,
});
export type HighWaterMarks = Readonly<z.infer<typeof HighWaterMarks>>;

export const noDocumentMarks: DocumentMarks = { roster: null, revocations: null, days: [] };
export const noHighWaterMarks: HighWaterMarks = { timestamp: null, taken: noDocumentMarks, named: noDocumentMarks };

export function findDayMark(versions: DocumentMarks, day: Day): DayMark | null {
	return versions.days.find((mark) => mark.day === day) ?? null;
}

export function withDayMark(versions: DocumentMarks, mark: DayMark): DocumentMarks {
	const others = versions.days.filter(({ day }) => day !== mark.day);
	return { ...versions, days: [...others, mark].toSorted((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** Null when this version may follow the mark: a higher one, or the same bytes. */
export function checkHighWaterMark(
	of: DocumentName,
	mark: HighWaterMark | null,
	seen: HighWaterMark,
): Rejection | null {
	if (mark === null || seen.version > mark.version) return null;
	const { version } = seen;
	if (version < mark.version) return { kind: "untrusted", why: "rollback", of, version, held: mark.version };
	return seen.digest === mark.digest ? null : { kind: "untrusted", why: "equivocal", of, version };
}

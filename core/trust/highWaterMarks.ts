import { z } from "zod";
import { type Day, Day as DayShape, Digest } from "../identity.ts";
import type { DocumentName, Untrusted } from "./rejection.ts";

/** The highest version seen of a document, and the hash it had: two documents of one version are two truths. */
export const Mark = z.strictObject({ version: z.int().positive(), digest: Digest });
export type Mark = z.infer<typeof Mark>;

/** Years of holidays. More than these are not named in good faith. */
export const mostDaysMarked = 1000;

const DayMark = z.strictObject({ day: DayShape, version: z.int().positive(), digest: Digest });
export type DayMark = z.infer<typeof DayMark>;

export const Versions = z.strictObject({
	roster: Mark.nullable(),
	revocations: Mark.nullable(),
	days: z.array(DayMark).max(4 * mostDaysMarked),
});
export type Versions = Readonly<z.infer<typeof Versions>>;

/**
 * High-water marks. `taken` are of documents that were held, each signed by its own role; `named` are what timestamps said,
 * which is only as good as the timestamp's key. Nothing lowers a mark but a new root that replaces the keys that made it.
 */
export const Marks = z.strictObject({ timestamp: Mark.nullable(), taken: Versions, named: Versions });
export type Marks = Readonly<z.infer<typeof Marks>>;

export const noVersions: Versions = { roster: null, revocations: null, days: [] };
export const noMarks: Marks = { timestamp: null, taken: noVersions, named: noVersions };

export function dayMark(versions: Versions, day: Day): DayMark | null {
	return versions.days.find((mark) => mark.day === day) ?? null;
}

export function withDay(versions: Versions, mark: DayMark): Versions {
	const others = versions.days.filter(({ day }) => day !== mark.day);
	return { ...versions, days: [...others, mark].toSorted((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** Null when this version may follow the mark: it is higher, or the very same bytes. */
export function checkMark(of: DocumentName, mark: Mark | null, seen: Mark): Untrusted | null {
	if (mark === null || seen.version > mark.version) return null;
	const { version } = seen;
	if (version < mark.version) return { kind: "untrusted", why: "rollback", of, version, held: mark.version };
	return seen.digest === mark.digest ? null : { kind: "untrusted", why: "equivocal", of, version };
}

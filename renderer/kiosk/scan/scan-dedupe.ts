import type { ScanSource } from "../../../core/journal/journal.ts";
import { isVoucherText } from "../../../core/voucher/voucher.ts";

/**
 * Codes seen recently, so that one presentation counts as one scan: by each source, and by the verdict they got, which
 * holds for every source.
 */
export type RecentCodes = readonly {
	readonly code: string;
	readonly source: ScanSource | "verdict";
	readonly lastMs: number;
}[];

export const noRecentCodes: RecentCodes = [];
export const duplicateWindowMs = 3000;
/**
 * A code in view that is no voucher, such as a poster's, is remembered longer: members and their phones cover it, and not
 * every attempt reads it, but while it stays it is told only once.
 */
export const foreignWindowMs = 30_000;

export type DedupeResult = { readonly isNew: boolean; readonly recentCodes: RecentCodes };

/**
 * The same code within 3 s is one scan, and so is what any source reads of it within 3 s of its verdict. A camera goes on
 * seeing a code that stays in view, so its 3 s begin when it was last seen; a gun reads once for each pull, so its 3 s
 * begin with the scan that counted.
 */
export function dedupeScan(recent: RecentCodes, text: string, source: ScanSource, atMs: number): DedupeResult {
	const fresh = freshOf(recent, atMs);
	const code = stablePartOf(text);
	const isAnswered = fresh.some((seen) => seen.code === code && seen.source === "verdict");
	const known = fresh.find((seen) => seen.code === code && seen.source === source);
	const isNew = known === undefined && !isAnswered;
	if (!isNew && source !== "camera") return { isNew, recentCodes: fresh };
	const others = fresh.filter((seen) => seen !== known);
	return { isNew, recentCodes: [...others, { code, source, lastMs: atMs }] };
}

/** A code has its verdict now. */
export function recordVerdict(recent: RecentCodes, text: string, atMs: number): RecentCodes {
	const code = stablePartOf(text);
	const others = freshOf(recent, atMs).filter((seen) => seen.code !== code || seen.source !== "verdict");
	return [...others, { code, source: "verdict", lastMs: atMs }];
}

export function isSameCode(text: string, other: string): boolean {
	return stablePartOf(text) === stablePartOf(other);
}

/** The codes that still count as seen. */
export function freshOf(recent: RecentCodes, atMs: number): RecentCodes {
	const fresh = recent.filter(({ code, source, lastMs }) => {
		const isForeign = source === "camera" && !isVoucherText(code);
		return atMs - lastMs < (isForeign ? foreignWindowMs : duplicateWindowMs);
	});
	return fresh.length === recent.length ? recent : fresh;
}

const rotatingPrefix = "V2:";
const staticLength = 150;

/** The part of a rotating code that does not change while it is in view: the voucher, before step and MAC. */
function stablePartOf(text: string): string {
	return text.startsWith(rotatingPrefix) ? text.slice(0, rotatingPrefix.length + staticLength) : text;
}

import type { ScanSource } from "../../../core/journal/journal.ts";

/**
 * Codes seen recently, so that one presentation counts as one scan. Separate by source: a gun may repeat a camera's
 * scan.
 */
export type RecentCodes = readonly { readonly code: string; readonly source: ScanSource; readonly lastMs: number }[];

export const noRecentCodes: RecentCodes = [];
export const duplicateWindowMs = 3000;

export type DedupeResult = { readonly isNew: boolean; readonly recentCodes: RecentCodes };

/**
 * The same code within 3 s is one scan. A camera goes on seeing a code that stays in view, so its 3 s begin when it was
 * last seen; a gun reads once for each pull, so its 3 s begin with the scan that counted.
 */
export function dedupeScan(sightings: RecentCodes, text: string, source: ScanSource, atMs: number): DedupeResult {
	const fresh = sightings.filter((sighting) => atMs - sighting.lastMs < duplicateWindowMs);
	const code = stablePartOf(text);
	const known = fresh.find((sighting) => sighting.code === code && sighting.source === source);
	if (known === undefined) return { isNew: true, recentCodes: [...fresh, { code, source, lastMs: atMs }] };
	if (source !== "camera") return { isNew: false, recentCodes: fresh };
	const others = fresh.filter((sighting) => sighting !== known);
	return { isNew: false, recentCodes: [...others, { ...known, lastMs: atMs }] };
}

const rotatingPrefix = "V2:";
const staticLength = 150;

/** The part of a rotating code that does not change while it is in view: the voucher, before step and MAC. */
function stablePartOf(text: string): string {
	return text.startsWith(rotatingPrefix) ? text.slice(0, rotatingPrefix.length + staticLength) : text;
}

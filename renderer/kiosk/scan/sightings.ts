import type { Source } from "../../../core/journal/journal.ts";

/** Codes seen of late, so that one presentation is one scan. Kept apart by source: a gun may repeat what a camera saw. */
export type Sightings = readonly { readonly code: string; readonly source: Source; readonly lastMs: number }[];

export const noSightings: Sightings = [];
export const sameScanMs = 3000;

export type Sighting = { readonly isNew: boolean; readonly sightings: Sightings };

/**
 * The same code within 3 s is one scan. A camera goes on seeing a code that stays in view, so its 3 s begin when it was
 * last seen; a gun reads once for each pull, so its 3 s begin with the scan that counted.
 */
export function sight(sightings: Sightings, text: string, source: Source, atMs: number): Sighting {
	const fresh = sightings.filter((sighting) => atMs - sighting.lastMs < sameScanMs);
	const code = unmoving(text);
	const known = fresh.find((sighting) => sighting.code === code && sighting.source === source);
	if (known === undefined) return { isNew: true, sightings: [...fresh, { code, source, lastMs: atMs }] };
	if (source !== "camera") return { isNew: false, sightings: fresh };
	const others = fresh.filter((sighting) => sighting !== known);
	return { isNew: false, sightings: [...others, { ...known, lastMs: atMs }] };
}

const rotatingPrefix = "V2:";
const staticLetters = 150;

/** What stays of a code that rotates while it is held in view: the voucher's own part, before step and MAC. */
function unmoving(text: string): string {
	return text.startsWith(rotatingPrefix) ? text.slice(0, rotatingPrefix.length + staticLetters) : text;
}

import { type Entry, readOwnLine } from "../../../core/journal/journal.ts";
import { largestSkewMs } from "../../../core/provenTime.ts";
import type { NewAlarm } from "../store/alarms.ts";
import type { Store } from "../store/store.ts";

/** So many kiosks moved by the same difference are not so many wrong machines. */
const leastMoved = 3;
const windowMs = 24 * 3600_000;

/** A line as it is stored, and what it says. */
export type ClockLine = Pick<NewAlarm, "venue" | "kiosk" | "incarnation" | "seq"> & {
	readonly entry: Entry;
	readonly text: string;
};

/**
 * Raises one alarm a day and venue when kiosks contradict the hub's clock: one that does not follow it, because it
 * knows better from before, or several that its signed time moved by the same difference.
 */
export function compareClocks(store: Store, { entry, text, ...of }: ClockLine, nowMs: number): void {
	if (!contradicts(store, entry, nowMs)) return;
	const raised = store.alarms.findNewest(of.venue, "clock", nowMs - windowMs);
	const { kiosk, incarnation, seq } = raised ?? of;
	const place = { venue: of.venue, kiosk, incarnation, seq };
	store.alarms.raise({ ...place, kind: "clock", evidence: text, held: null, heldAt: null, batch: null, at: nowMs });
}

function contradicts(store: Store, entry: Entry, nowMs: number): boolean {
	if (entry.kind === "clockDisputed") return true;
	const byMs = movedByHubMs(entry);
	if (byMs === null) return false;
	const moved = store.lines.listClockJumps(nowMs - windowMs).flatMap((line) => {
		const other = readOwnLine(line);
		const otherMs = other === null ? null : movedByHubMs(other);
		return other !== null && otherMs !== null && Math.abs(otherMs - byMs) <= largestSkewMs ? [other.kiosk] : [];
	});
	return new Set([...moved, entry.kiosk]).size >= leastMoved;
}

/** How far the hub's signed time moved a kiosk; null for a small correction. */
function movedByHubMs(entry: Entry): number | null {
	if (entry.kind !== "clockJumped" || entry.why !== "signedTime") return null;
	const byMs = entry.toMs - entry.fromMs;
	return Math.abs(byMs) > largestSkewMs ? byMs : null;
}

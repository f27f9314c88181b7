import type { Entry } from "./journal.ts";
import { advanceRunningTime, type Moment, type RunningTime, startRunningTime } from "./runningTime.ts";

/**
 * Five failed short numbers within ten minutes lock the entry for ten more. The lock is folded out of the journal, so
 * that a restart does not reset it, and it is measured in running time, so that no clock stretches or cuts it.
 */
export const shortNumberLockMs = 10 * 60_000;
export const shortNumberFailuresToLock = 5;

/** The failures that still count, and the end of the last lock, in running time since the first failure. */
export type ShortNumberLock = {
	readonly now: RunningTime | null;
	readonly failedAtMs: readonly number[];
	readonly untilMs: number;
};

export const noShortNumberLock: ShortNumberLock = { now: null, failedAtMs: [], untilMs: 0 };

/**
 * A mistyped number fails its check digit and does not count. An admission does not reset the count, or an accomplice
 * with a valid number could reset it between guesses. Every later line shows how long the kiosk has run since.
 */
export function applyEntryToShortNumberLock(lock: ShortNumberLock, entry: Entry): ShortNumberLock {
	const isFailure = entry.kind === "refused" && entry.source === "number" && entry.reason === "shortNumberUnknown";
	if (lock.now === null && !isFailure) return lock;
	const now = lock.now === null ? startRunningTime(entry) : advanceRunningTime(lock.now, entry);
	const { totalMs } = now;
	const recent = lock.failedAtMs.filter((atMs) => totalMs - atMs < shortNumberLockMs);
	if (!isFailure) return { ...lock, now, failedAtMs: recent };
	const failedAtMs = [...recent, totalMs];
	if (failedAtMs.length < shortNumberFailuresToLock) return { ...lock, now, failedAtMs };
	return { now, failedAtMs: [], untilMs: totalMs + shortNumberLockMs };
}

/** How long the entry stays locked, in ms; null while it is open. */
export function shortNumberLockLeftMs(lock: ShortNumberLock, moment: Moment): number | null {
	const leftMs = lock.untilMs - runningTimeAt(lock, moment);
	return leftMs > 0 ? leftMs : null;
}

/** How many more may fail before the entry locks. */
export function countTriesLeft(lock: ShortNumberLock, moment: Moment): number {
	if (shortNumberLockLeftMs(lock, moment) !== null) return 0;
	const nowMs = runningTimeAt(lock, moment);
	return shortNumberFailuresToLock - lock.failedAtMs.filter((atMs) => nowMs - atMs < shortNumberLockMs).length;
}

function runningTimeAt({ now }: ShortNumberLock, moment: Moment): number {
	return now === null ? 0 : advanceRunningTime(now, moment).totalMs;
}

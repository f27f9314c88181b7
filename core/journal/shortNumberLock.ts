import type { Entry } from "./journal.ts";

/**
 * Five failed short numbers within ten minutes lock the entry for ten more. The lock is folded out of the journal, so
 * that a restart does not reset it.
 */
export const shortNumberLockMs = 10 * 60_000;
export const shortNumberFailuresToLock = 5;

/** The failures that still count, and the end of the last lock. Times are Unix ms. */
export type ShortNumberLock = { readonly failedAtMs: readonly number[]; readonly untilMs: number };

export const noShortNumberLock: ShortNumberLock = { failedAtMs: [], untilMs: 0 };

/**
 * A mistyped number fails its check digit and does not count. An admission does not reset the count, or an accomplice
 * with a valid number could reset it between guesses.
 */
export function applyEntryToShortNumberLock(lock: ShortNumberLock, entry: Entry): ShortNumberLock {
	if (entry.kind !== "refused" || entry.source !== "number" || entry.reason !== "shortNumberUnknown") return lock;
	const recent = lock.failedAtMs.filter((atMs) => Math.abs(entry.at - atMs) < shortNumberLockMs);
	const failedAtMs = [...recent, entry.at];
	if (failedAtMs.length < shortNumberFailuresToLock) return { ...lock, failedAtMs };
	return { failedAtMs: [], untilMs: entry.at + shortNumberLockMs };
}

/** When the entry opens again, or null while it is open. */
export function shortNumberLockEndOf(lock: ShortNumberLock, nowMs: number): number | null {
	return nowMs < lock.untilMs ? lock.untilMs : null;
}

/** How many more may fail before the entry locks. */
export function countTriesLeft(lock: ShortNumberLock, nowMs: number): number {
	if (shortNumberLockEndOf(lock, nowMs) !== null) return 0;
	return (
		shortNumberFailuresToLock - lock.failedAtMs.filter((atMs) => Math.abs(nowMs - atMs) < shortNumberLockMs).length
	);
}

import type { Timers } from "../sync/clock.ts";
import { describeError, type Log } from "../sync/log.ts";
import { StoreError, type StoreErrorKind } from "./store/database.ts";

export type OpenRepeatedlyParts<T> = {
	/** Throws a StoreError for a state that may pass: a database that is held, a full disk, a locked keyring. */
	readonly open: () => T;
	readonly onOpen: (opened: T) => void;
	/** Called when the cause is new or another one. */
	readonly onTrouble: (trouble: StoreError) => void;
	/** What is not a StoreError is a fault of ours, at the first attempt or a later one. */
	readonly onFault: (error: unknown) => void;
	readonly timers: Pick<Timers, "after">;
	readonly log: Log;
};

/** An attempt waits half a second for a lock. */
const retryMs = 1500;

/**
 * Opens what the kiosk works with, at once or as soon as it can be opened: a backup, a virus scanner, a full disk or a locked
 * keyring keeps it from working for a time, and nobody should have to start the app again. There is no last attempt.
 */
export function openRepeatedly<T>({ open, timers, log, ...parts }: OpenRepeatedlyParts<T>): void {
	let shown: StoreErrorKind | null = null;

	function attempt(): void {
		let opened: T;
		try {
			opened = open();
		} catch (error) {
			fail(error);
			return;
		}
		if (shown !== null) log.info("storeUsable", { after: shown });
		parts.onOpen(opened);
	}

	function fail(error: unknown): void {
		if (!(error instanceof StoreError)) {
			parts.onFault(error);
			return;
		}
		if (error.kind !== shown) {
			log.error("storeUnusable", { kind: error.kind, ...describeError(error) });
			shown = error.kind;
			parts.onTrouble(error);
		}
		timers.after(retryMs, attempt);
	}

	attempt();
}

import type { Entry } from "../../core/journal/journal.ts";
import type { Log } from "../../sync/log.ts";
import type { Timekeeper } from "./timekeeper.ts";

/**
 * What journal entries say of the clock: phones agree with one another on the time, so the rotating codes that they
 * show are evidence of this kiosk's own. Jumps and disputes go to the log too.
 */
export function createClockSubscriber(clock: Pick<Timekeeper, "notePhone">, log: Log) {
	return (entries: readonly Entry[]): void => {
		for (const entry of entries) {
			switch (entry.kind) {
				case "redeemed":
				case "refused":
					if (entry.row !== null && entry.skew !== null) clock.notePhone(entry.row, entry.skew * 1000);
					break;
				case "clockJumped":
					log.info("clockJumped", { why: entry.why, fromMs: entry.fromMs, toMs: entry.toMs });
					break;
				case "clockDisputed":
					log.warn("clockDisputed", { hubMs: entry.hubMs, ownMs: entry.at, against: entry.against });
					break;
				default:
			}
		}
	};
}

import { voidLimitMs } from "../../core/admission/override.ts";
import type { RecentScan } from "../../core/contract/contract.ts";
import type { Day } from "../../core/identity.ts";
import { type DayLedger, standingOf } from "../../core/journal/dayLedger.ts";
import type { Entry } from "../../core/journal/journal.ts";
import { elapsedSinceLine, type Now } from "../../core/journal/runningTime.ts";

/** An entry as the list of recent scans shows it: an admission or a refusal, else nothing. `now` decides what may still be voided. */
export function recentScansOf(
	entry: Entry,
	now: {
		/** The day that is open; null between days. */
		readonly day: Day | null;
		readonly moment: Now;
		readonly bookOf: (day: Day) => DayLedger;
	},
): readonly RecentScan[] {
	const { seq: line, at: atMs } = entry;
	switch (entry.kind) {
		case "redeemed": {
			const { session, day, row, override } = entry;
			const admissions = day === null ? [] : standingOf(now.bookOf(day), row).admissions;
			const inside = admissions.find((one) => one.line === line && one.incarnation === entry.incarnation);
			const isVoided = inside === undefined;
			const persons = inside?.persons ?? entry.persons;
			const leftMs = voidLimitMs - elapsedSinceLine(entry, now.moment);
			const voidableUntilMs =
				!isVoided && (now.day === null || day === now.day) && leftMs >= 0 ? now.moment.nowMs + leftMs : null;
			const outcome = { kind: "admitted", persons, isVoided, voidableUntilMs, isOverride: override !== null } as const;
			return [{ line, atMs, outcome, session }];
		}
		case "refused":
			return [{ line, atMs, outcome: { kind: "refused", reason: entry.reason }, session: entry.session }];
		default:
			return [];
	}
}

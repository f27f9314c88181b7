import type { RecentScan } from "../core/contract.ts";
import type { Entry } from "../core/journal.ts";

/** A line as the list of recent scans shows it; nothing of a line that is no scan. */
export function recentScan(entry: Entry): readonly RecentScan[] {
	switch (entry.kind) {
		case "redeemed":
			return [
				{
					line: entry.seq,
					atMs: entry.at,
					outcome: { kind: "admitted", persons: entry.persons },
					session: entry.session,
				},
			];
		case "refused":
			return [
				{ line: entry.seq, atMs: entry.at, outcome: { kind: "refused", reason: entry.reason }, session: entry.session },
			];
		default:
			return [];
	}
}

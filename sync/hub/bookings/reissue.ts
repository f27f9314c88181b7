import type { IssuedVoucher } from "../store/vouchers.ts";

/**
 * What a code is good for. All else of a booking (card, seats, language) may change without a new code, and so may the times
 * of its session: the row's hold at equal issue.
 */
const rights = ["session", "activity", "party"] as const;

export type BookedRights = Pick<IssuedVoucher, (typeof rights)[number] | "state">;

export const lastIssue = 255;

/**
 * A new issue voids the codes before it, so one is made only where their rights changed, and only for a live booking. A
 * kiosk without newer lists takes a higher issue as proof that the booking was live after its list called it cancelled
 * or blocked. Rights that change meanwhile are issued when it is live again.
 */
export function nextIssueOf(known: IssuedVoucher, next: BookedRights): Pick<IssuedVoucher, "issue" | "reissueDue"> {
	const isDue = known.reissueDue === 1 || rights.some((name) => known[name] !== next[name]);
	if (next.state === "live") return { issue: known.issue + (isDue ? 1 : 0), reissueDue: 0 };
	return { issue: known.issue, reissueDue: isDue || next.state === "cancelled" ? 1 : 0 };
}

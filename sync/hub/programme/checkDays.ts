import { type Refusal, refuse } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import { dateInGuangzhou, type Programme, type ProgrammeDay } from "./programme.ts";

const dayMs = 24 * 3600 * 1000;
/** The signer signs nothing that ends later, unless its limits.json says otherwise. */
const mostDaysAhead = 400;
/** A day that ended longer ago is of another year's programme, unless the hub has it already. */
const mostDaysAgo = 31;

/** Null if all days are near; a day that was mistyped would be refused by the signer, and could never be published. */
export function refuseDistantDays(store: Store, { days }: Programme, nowMs: number): Refusal | null {
	const today = dateInGuangzhou(nowMs);
	const reasons = days.flatMap((day) => {
		const reason = findDistance(store, day, nowMs);
		return reason === null ? [] : [`venue ${day.venue} on ${day.day} ${reason}`];
	});
	if (reasons.length === 0) return null;
	const named = reasons.slice(0, 10).join("; ") + (reasons.length > 10 ? `; and ${reasons.length - 10} more` : "");
	return refuse(
		"distantDay",
		`In this programme ${named}. Today is ${today}: correct the dates, or the hub's clock. Nothing was taken from it.`,
	);
}

function findDistance(store: Store, { venue, day, opensAt, closesAt }: ProgrammeDay, nowMs: number): string | null {
	if (closesAt.ms > nowMs + mostDaysAhead * dayMs) return `is more than ${mostDaysAhead} days ahead`;
	if (closesAt.ms >= nowMs - mostDaysAgo * dayMs) return null;
	const known = store.days.find(venue, day);
	const isSame = known !== null && known.opensAt === opensAt.ms && known.closesAt === closesAt.ms;
	return isSame ? null : `ended more than ${mostDaysAgo} days ago`;
}

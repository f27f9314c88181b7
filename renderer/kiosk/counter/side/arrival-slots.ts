import type { SessionCounts } from "../../../../core/contract/contract.ts";
import { arrivalIntervalMs } from "../../../../core/journal/arrivals.ts";

/** Ten minutes of a session, and the persons admitted in them. */
export type ArrivalSlot = {
	readonly fromMs: number;
	readonly persons: number;
	readonly is: "past" | "now" | "later";
};

/** More bars would be too narrow to read. */
export const maxSlots = 12;

/** The slots to draw: the whole of a short session; of a long one, the two hours up to now. */
export function arrivalSlotsOf({ session, arrivals }: SessionCounts, nowMs: number): readonly ArrivalSlot[] {
	const now = slotStartOf(nowMs);
	const first = Math.min(slotStartOf(session.admitFrom), arrivals[0]?.fromMs ?? Number.POSITIVE_INFINITY);
	const last = Math.max(slotStartOf(session.admitUntil - 1), arrivals.at(-1)?.fromMs ?? 0);
	const span = (maxSlots - 1) * arrivalIntervalMs;
	const until = Math.min(last, Math.max(now, first + span));
	const from = Math.max(first, until - span);
	const came = new Map(arrivals.map(({ fromMs, persons }) => [fromMs, persons]));
	return Array.from({ length: (until - from) / arrivalIntervalMs + 1 }, (_, i) => {
		const fromMs = from + i * arrivalIntervalMs;
		return { fromMs, persons: came.get(fromMs) ?? 0, is: fromMs === now ? "now" : fromMs < now ? "past" : "later" };
	});
}

function slotStartOf(ms: number): number {
	return Math.floor(ms / arrivalIntervalMs) * arrivalIntervalMs;
}

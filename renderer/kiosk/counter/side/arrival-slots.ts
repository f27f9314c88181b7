import type { SessionTally } from "../../../../core/contract/contract.ts";
import { arrivalSpanMs } from "../../../../core/journal/arrivals.ts";

/** Ten minutes of a session, and how many came in them. */
export type ArrivalSlot = {
	readonly fromMs: number;
	readonly persons: number;
	readonly is: "past" | "now" | "later";
};

/** More would be too fine to be read. */
export const mostSlots = 12;

/** The slots to draw: the whole of a short session; of a long one, the two hours up to now. */
export function slotsOf({ session, arrivals }: SessionTally, nowMs: number): readonly ArrivalSlot[] {
	const now = slotAt(nowMs);
	const first = Math.min(slotAt(session.admitFrom), arrivals[0]?.fromMs ?? Number.POSITIVE_INFINITY);
	const last = Math.max(slotAt(session.admitUntil - 1), arrivals.at(-1)?.fromMs ?? 0);
	const span = (mostSlots - 1) * arrivalSpanMs;
	const until = Math.min(last, Math.max(now, first + span));
	const from = Math.max(first, until - span);
	const came = new Map(arrivals.map(({ fromMs, persons }) => [fromMs, persons]));
	return Array.from({ length: (until - from) / arrivalSpanMs + 1 }, (_, i) => {
		const fromMs = from + i * arrivalSpanMs;
		return { fromMs, persons: came.get(fromMs) ?? 0, is: fromMs === now ? "now" : fromMs < now ? "past" : "later" };
	});
}

function slotAt(ms: number): number {
	return Math.floor(ms / arrivalSpanMs) * arrivalSpanMs;
}

import { z } from "zod";
import { Title } from "../identity.ts";

const Milliseconds = z.int().nonnegative();

/**
 * The seat plan of a hall: the number of seats of each row, front to back. Seats are counted from the left, facing the
 * front. Rows are centred on the widest one, and an aisle runs after a seat of that one.
 */
export const SeatPlan = z.strictObject({
	kind: z.literal("seated"),
	front: z.enum(["screen", "stage"]),
	rows: z.array(z.int().min(1).max(60)).min(1).max(60),
	aisles: z.array(z.int().min(1).max(59)).max(8),
});
export type SeatPlan = z.infer<typeof SeatPlan>;

/**
 * The kind of admission: through a gate, to a seat, on a day with a quota, or to a boat that leaves when the session
 * starts.
 */
export const SessionEntry = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("open") }),
	SeatPlan,
	/** The capacity is the day's quota. */
	z.strictObject({ kind: z.literal("quota") }),
	/** Boarding closes with admission. */
	z.strictObject({ kind: z.literal("boarding"), pier: Title.nullable() }),
]);
export type SessionEntry = z.infer<typeof SessionEntry>;

/** One session of an activity, as the signed header gives it. Times are Unix milliseconds. */
export const Session = z
	.strictObject({
		session: z.int().min(0).max(0xffff),
		activity: z.int().min(0).max(0xffff),
		title: Title,
		hall: Title.nullable(),
		startsAt: Milliseconds,
		admitFrom: Milliseconds,
		admitUntil: Milliseconds,
		capacity: z.int().positive(),
		/** Older headers, and passes stored on phones, lack it. */
		entry: SessionEntry.default({ kind: "open" }),
	})
	.refine((session) => session.admitFrom < session.admitUntil, "a session must admit for some time");
export type Session = z.infer<typeof Session>;

export type TimeRange = { readonly fromMs: number; readonly untilMs: number };

/** When a voucher of this session is honoured: the row's times and the session's, whichever is narrower. */
export function admissionTimesOf(
	session: Session,
	row: { readonly notBefore: number; readonly notAfter: number },
): TimeRange {
	return {
		fromMs: Math.max(session.admitFrom, row.notBefore * 1000),
		untilMs: Math.min(session.admitUntil, (row.notAfter + 1) * 1000),
	};
}

/**
 * The session to show on a kiosk now. Of those that admit: the next to start, else the last to have started. If none
 * admits: the next, else the last of the day. Of sessions that start together it is always the same one.
 */
export function selectCurrentSession(sessions: readonly Session[], nowMs: number): Session | null {
	const byStart = sessions.toSorted((a, b) => a.startsAt - b.startsAt || a.session - b.session);
	const admitting = byStart.filter((session) => session.admitFrom <= nowMs && nowMs < session.admitUntil);
	return (
		admitting.find(({ startsAt }) => nowMs <= startsAt) ??
		findLastToStart(admitting) ??
		byStart.find(({ admitFrom }) => nowMs < admitFrom) ??
		findLastToStart(byStart)
	);
}

function findLastToStart(byStart: readonly Session[]): Session | null {
	return byStart.find(({ startsAt }) => startsAt === byStart.at(-1)?.startsAt) ?? null;
}

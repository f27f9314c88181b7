import { z } from "zod";
import { Title } from "./identity.ts";

const Milliseconds = z.int().nonnegative();

/** One slot of an activity, as the signed header tells it. Times are Unix milliseconds. */
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
	})
	.refine((session) => session.admitFrom < session.admitUntil, "a session must admit for some time");
export type Session = z.infer<typeof Session>;

export type Span = { readonly fromMs: number; readonly untilMs: number };

/** When a voucher of this session is honoured: the row's times and the session's, whichever is narrower. */
export function admissionWindow(
	session: Session,
	row: { readonly notBefore: number; readonly notAfter: number },
): Span {
	return {
		fromMs: Math.max(session.admitFrom, row.notBefore * 1000),
		untilMs: Math.min(session.admitUntil, (row.notAfter + 1) * 1000),
	};
}

/** The session to show on a window at this moment: one that admits now, of these the one starting soonest; else the next; else the last. */
export function sessionOn(sessions: readonly Session[], nowMs: number): Session | null {
	const byStart = sessions.toSorted((a, b) => a.startsAt - b.startsAt || a.session - b.session);
	const admitting = byStart.filter((session) => session.admitFrom <= nowMs && nowMs < session.admitUntil);
	const upcoming = byStart.filter((session) => nowMs < session.admitFrom);
	return (
		admitting.find((session) => session.startsAt >= nowMs) ?? admitting.at(-1) ?? upcoming[0] ?? byStart.at(-1) ?? null
	);
}

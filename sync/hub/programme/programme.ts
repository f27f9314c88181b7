import { z } from "zod";
import { seatCountOf } from "../../../core/allocation/seating.ts";
import { SessionEntry } from "../../../core/allocation/session.ts";
import { Day, Title } from "../../../core/identity.ts";

/** ISO 8601 with an offset; parsed to Unix milliseconds, and to the date that it is in Guangzhou then. */
const Instant = z.iso
	.datetime({ offset: true, error: "a time is written with its offset, as 2026-10-01T19:30:00+08:00" })
	.transform((text) => ({ ms: Date.parse(text), date: dateInGuangzhou(Date.parse(text)) }));
const longestDayMs = 48 * 3600 * 1000;
const Uint16 = z.int().min(0).max(0xffff);

const ProgrammeSession = z.strictObject({
	session: Uint16,
	activity: Uint16,
	title: Title,
	hall: Title.nullable(),
	startsAt: Instant,
	admitFrom: Instant,
	admitUntil: Instant,
	capacity: z.int().positive().max(1_000_000),
	/** Gate group; 0 for none. With seats, each party's first seat takes its place. */
	place: Uint16,
	/** Whether only rotating codes are accepted, so that no screenshot or print is. */
	rotating: z.boolean().default(false),
	entry: SessionEntry.default({ kind: "open" }),
});

const ProgrammeDay = z
	.strictObject({
		venue: z.int().min(0).max(0xffffffff),
		day: Day,
		opensAt: Instant,
		closesAt: Instant,
		/** Whether a member whose phone is dead may come in by short number and card. */
		shortNumbers: z.boolean().default(true),
		sessions: z.array(ProgrammeSession).max(1000),
	})
	.superRefine((day, context) => {
		const where = `venue ${day.venue} on ${day.day}`;
		if (day.opensAt.date !== day.day) {
			context.addIssue(`${where} opens on another date, ${day.opensAt.date} in Guangzhou`);
		}
		if (day.opensAt.ms >= day.closesAt.ms) context.addIssue(`${where} closes before it opens`);
		if (day.closesAt.ms - day.opensAt.ms > longestDayMs) context.addIssue(`${where} is longer than 48 hours`);
		for (const session of day.sessions) {
			const { admitFrom, admitUntil, startsAt, capacity, entry } = session;
			const name = `session ${session.session} of ${where}`;
			if (admitFrom.ms >= admitUntil.ms) context.addIssue(`${name} admits for no time`);
			if (admitFrom.ms < day.opensAt.ms || admitUntil.ms > day.closesAt.ms) {
				context.addIssue(`${name} admits outside its day`);
			}
			if (entry.kind === "seated" && capacity > seatCountOf(entry)) {
				context.addIssue(`${name} takes ${capacity} persons, and its plan has ${seatCountOf(entry)} seats`);
			}
			if (startsAt.ms < day.opensAt.ms - longestDayMs / 2 || startsAt.ms > day.closesAt.ms + longestDayMs / 2) {
				context.addIssue(`${name} starts on ${startsAt.date}, more than a day away from its own`);
			}
			if (entry.kind === "boarding" && admitUntil.ms > startsAt.ms) {
				context.addIssue(`${name} boards until after it departs`);
			}
		}
	});
export type ProgrammeDay = z.infer<typeof ProgrammeDay>;

/** The file of one holiday's programme. A session's number is unique within its venue, across all days. */
export const Programme = z
	.strictObject({
		v: z.literal(1),
		title: Title,
		venues: z
			.array(z.strictObject({ venue: z.int().min(0).max(0xffffffff), title: Title, address: Title.nullable() }))
			.max(10_000),
		days: z.array(ProgrammeDay).max(20_000),
	})
	.superRefine((programme, context) => {
		const venues = new Set(programme.venues.map(({ venue }) => venue));
		if (venues.size !== programme.venues.length) context.addIssue("a venue is named twice");
		const names = new Set<string>();
		for (const day of programme.days) {
			if (!venues.has(day.venue)) context.addIssue(`a day names venue ${day.venue}, which is not among the venues`);
			for (const name of [`day ${day.day}`, ...day.sessions.map(({ session }) => `session ${session}`)]) {
				const whole = `${name} of venue ${day.venue}`;
				if (names.has(whole)) context.addIssue(`${whole} is named twice`);
				names.add(whole);
			}
		}
	});
export type Programme = z.infer<typeof Programme>;

/** The calendar date in Guangzhou, which has known no summer time since 1991. */
export function dateInGuangzhou(ms: number): string {
	return new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 10);
}
/** The programme as it is written in the file. */
export type ProgrammeInput = z.input<typeof Programme>;

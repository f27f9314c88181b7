/** A time split into the parts that are set by hand, in the venue's calendar. */
export const timeParts = ["year", "month", "day", "hour", "minute"] as const;
export type TimePart = (typeof timeParts)[number];

/** The venues' time zone: UTC+8 all year. */
const zoneOffsetMs = 8 * 3_600_000;
const partLengthsMs = { day: 86_400_000, hour: 3_600_000, minute: 60_000 } as const;

export function splitTime(ms: number): Readonly<Record<TimePart, number>> {
	const local = new Date(ms + zoneOffsetMs);
	return {
		year: local.getUTCFullYear(),
		month: local.getUTCMonth() + 1,
		day: local.getUTCDate(),
		hour: local.getUTCHours(),
		minute: local.getUTCMinutes(),
	};
}

/** Steps one part and keeps the others, except that the day is clamped to the length of the month. */
export function adjustTime(ms: number, part: TimePart, by: number): number {
	if (part !== "year" && part !== "month") return ms + by * partLengthsMs[part];
	const local = new Date(ms + zoneOffsetMs);
	const months = local.getUTCFullYear() * 12 + local.getUTCMonth() + (part === "year" ? by * 12 : by);
	const [year, month] = [Math.floor(months / 12), months % 12];
	const day = Math.min(local.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
	const sinceMidnightMs = (ms + zoneOffsetMs) % partLengthsMs.day;
	return Date.UTC(year, month, day) + sinceMidnightMs - zoneOffsetMs;
}

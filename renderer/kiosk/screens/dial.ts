/** A time taken apart to be set by hand, part by part, as the venue's calendar tells it. */
export const parts = ["year", "month", "day", "hour", "minute"] as const;
export type Part = (typeof parts)[number];

/** The venues' zone: eight hours ahead the year round. */
const zoneMs = 8 * 3_600_000;
const lengths = { day: 86_400_000, hour: 3_600_000, minute: 60_000 } as const;

export function readDial(ms: number): Readonly<Record<Part, number>> {
	const local = new Date(ms + zoneMs);
	return {
		year: local.getUTCFullYear(),
		month: local.getUTCMonth() + 1,
		day: local.getUTCDate(),
		hour: local.getUTCHours(),
		minute: local.getUTCMinutes(),
	};
}

/** One part more or less; the others stay, but that the 31st becomes the last of a shorter month. */
export function turn(ms: number, part: Part, by: number): number {
	if (part !== "year" && part !== "month") return ms + by * lengths[part];
	const local = new Date(ms + zoneMs);
	const months = local.getUTCFullYear() * 12 + local.getUTCMonth() + (part === "year" ? by * 12 : by);
	const [year, month] = [Math.floor(months / 12), months % 12];
	const day = Math.min(local.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
	const sinceMidnightMs = (ms + zoneMs) % lengths.day;
	return Date.UTC(year, month, day) + sinceMidnightMs - zoneMs;
}

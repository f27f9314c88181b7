/** The demonstration's time: National Day 2026, 14:10 in Guangzhou. All fixtures are at this time. */
export const nowMs = Date.UTC(2026, 9, 1, 6, 10);

/** A time of that day in Guangzhou, such as "14:30", in Unix ms. */
export function timeOfDay(time: string): number {
	return Date.parse(`2026-10-01T${time}:00+08:00`);
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

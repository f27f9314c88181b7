/** The demonstration's: National Day 2026, 14:10 in Guangzhou. All of the gallery happens at this moment. */
export const nowMs = Date.UTC(2026, 9, 1, 6, 10);

/** That time of the day in Guangzhou, "14:30". */
export function timeOfDay(time: string): number {
	return Date.parse(`2026-10-01T${time}:00+08:00`);
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

import type { Language } from "./language.ts";

/** All venues are in Guangdong: times are formatted in the venue's zone, whatever the device is set to. */
const timeZone = "Asia/Shanghai";
const formatters = new Map<string, Intl.DateTimeFormat>();

export function formatTime(ms: number, language: Language): string {
	return formatterFor(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

export function formatTimeWithSeconds(ms: number, language: Language): string {
	return formatterFor(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms);
}

export function formatDay(ms: number, language: Language): string {
	return formatterFor(language, { month: "long", day: "numeric", weekday: "short" }).format(ms);
}

/** Date with year, and time: for a clock that may be years off. */
export function formatDayAndTime(ms: number, language: Language): string {
	const day = formatterFor(language, { year: "numeric", month: "long", day: "numeric" }).format(ms);
	return `${day} ${formatTime(ms, language)}`;
}

/** The time alone if it is on the same day as `nowMs`, else the day and the time. */
export function formatMoment(ms: number, nowMs: number, language: Language): string {
	const time = formatTime(ms, language);
	return isSameDay(ms, nowMs) ? time : `${formatDay(ms, language)} ${time}`;
}

/** Rounds the end of a period up to the minute, so that it is over by the time shown. */
export function ceilToMinute(ms: number): number {
	return Math.ceil(ms / 60_000) * 60_000;
}

/** A duration in its largest fitting unit, rounded: "3 分钟". */
export function formatDuration(ms: number, language: Language): string {
	const { unit, length } = units.find(({ length }) => ms >= 2 * length) ?? secondUnit;
	const options = { style: "unit", unit, unitDisplay: "long" } as const;
	const formatted = new Intl.NumberFormat(localeOf(language), options).format(Math.round(ms / length));
	return formatted.replace(/(?<=\d)(?=\p{Script=Han})/u, " ");
}

const secondUnit = { unit: "second", length: 1000 } as const;
const units = [
	{ unit: "day", length: 24 * 3_600_000 },
	{ unit: "hour", length: 3_600_000 },
	{ unit: "minute", length: 60_000 },
	secondUnit,
] as const;

export function isSameDay(a: number, b: number): boolean {
	const calendar = formatterFor("en", { year: "numeric", month: "2-digit", day: "2-digit" });
	return calendar.format(a) === calendar.format(b);
}

function formatterFor(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language} ${Object.keys(options).join(" ")}`;
	const known = formatters.get(key);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone });
	formatters.set(key, made);
	return made;
}

function localeOf(language: Language): string {
	return language === "zh-Hant" ? "zh-Hant-HK" : language;
}

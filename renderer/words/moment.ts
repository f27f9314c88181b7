import type { Language } from "./language.ts";

/** Venues are all in Guangdong: times are told in the venue's zone, whatever the device is set to. */
const timeZone = "Asia/Shanghai";
const formats = new Map<string, Intl.DateTimeFormat>();

export function tellTime(ms: number, language: Language): string {
	return format(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

export function tellSecond(ms: number, language: Language): string {
	return format(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms);
}

export function tellDay(ms: number, language: Language): string {
	return format(language, { month: "long", day: "numeric", weekday: "short" }).format(ms);
}

/** The day with its year, and the time: for a clock that may be years off. */
export function tellFullMoment(ms: number, language: Language): string {
	const day = format(language, { year: "numeric", month: "long", day: "numeric" }).format(ms);
	return `${day} ${tellTime(ms, language)}`;
}

/** The time alone on the day of `nowMs`; with its day on any other. */
export function tellMoment(ms: number, nowMs: number, language: Language): string {
	const time = tellTime(ms, language);
	return isSameDay(ms, nowMs) ? time : `${tellDay(ms, language)} ${time}`;
}

/** When something ends, told to the minute: by then it has ended. */
export function wholeMinute(ms: number): number {
	return Math.ceil(ms / 60_000) * 60_000;
}

export function isSameDay(a: number, b: number): boolean {
	const calendar = format("en", { year: "numeric", month: "2-digit", day: "2-digit" });
	return calendar.format(a) === calendar.format(b);
}

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language} ${Object.keys(options).join(" ")}`;
	const known = formats.get(key);
	if (known !== undefined) return known;
	const locale = language === "zh-Hant" ? "zh-Hant-HK" : language;
	const made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
	formats.set(key, made);
	return made;
}

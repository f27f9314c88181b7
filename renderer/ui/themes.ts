import type { Day, Title } from "../../core/identity.ts";
import { type Motif, motifs } from "./motifs.ts";

/**
 * The look of a holiday, as data. `accent` on `deep`, `paper` on `deep` and text on `paper` have AAA contrast (7:1 and
 * more); `test/renderer/themes.test.ts` computes each.
 */
export type Theme = {
	readonly holiday: Holiday;
	/** A programme whose title contains one of these, in any language, is of this holiday. */
	readonly words: readonly string[];
	/** The days on which a programme without such a title is taken to be of this holiday, "MM-DD", both inclusive. */
	readonly season: { readonly calendar: "solar" | "lunar"; readonly from: string; readonly until: string };
	readonly deep: string;
	readonly accent: string;
	readonly paper: string;
	readonly motif: Motif;
	/** Qingming remembers the dead: no red lanterns. */
	readonly mood: "festive" | "solemn";
};

export type Holiday =
	| "newYear"
	| "springFestival"
	| "lanternFestival"
	| "womensDay"
	| "qingming"
	| "youthDay"
	| "labourDay"
	| "dragonBoat"
	| "childrensDay"
	| "midAutumn"
	| "chongyang"
	| "nationalDay";

/**
 * Where seasons overlap, the first match counts: Youth Day lies within Labour Day's week, Mid-Autumn may fall into
 * National Day's.
 */
export const themes: readonly Theme[] = [
	{
		holiday: "newYear",
		words: ["元旦", "跨年", "New Year's Day"],
		season: { calendar: "solar", from: "12-30", until: "01-03" },
		deep: "#1f2f5c",
		accent: "#ffc86b",
		paper: "#fdf4e7",
		motif: motifs.sunrise,
		mood: "festive",
	},
	{
		holiday: "springFestival",
		words: ["春节", "春節", "新春", "迎春", "Spring Festival", "Chinese New Year", "Lunar New Year"],
		season: { calendar: "lunar", from: "12-20", until: "01-12" },
		deep: "#8a0f14",
		accent: "#ffd873",
		paper: "#fff5e6",
		motif: motifs.plumBlossom,
		mood: "festive",
	},
	{
		holiday: "lanternFestival",
		words: ["元宵", "Lantern Festival"],
		season: { calendar: "lunar", from: "01-13", until: "01-16" },
		deep: "#5a1a4a",
		accent: "#ffc75a",
		paper: "#fdf3ea",
		motif: motifs.lantern,
		mood: "festive",
	},
	{
		holiday: "womensDay",
		words: ["三八", "妇女节", "婦女節", "Women's Day"],
		season: { calendar: "solar", from: "03-05", until: "03-10" },
		deep: "#7a1246",
		accent: "#ffc9c0",
		paper: "#fff4f1",
		motif: motifs.kapok,
		mood: "festive",
	},
	{
		holiday: "qingming",
		words: ["清明", "踏青", "Qingming", "Tomb-Sweeping", "Tomb Sweeping"],
		season: { calendar: "solar", from: "04-03", until: "04-07" },
		deep: "#16473b",
		accent: "#cfe79f",
		paper: "#f5f8ec",
		motif: motifs.willow,
		mood: "solemn",
	},
	{
		holiday: "youthDay",
		words: ["五四", "青年节", "青年節", "Youth Day"],
		season: { calendar: "solar", from: "05-04", until: "05-04" },
		deep: "#173f7a",
		accent: "#ffd59a",
		paper: "#f4f7fb",
		motif: motifs.torch,
		mood: "festive",
	},
	{
		holiday: "labourDay",
		words: ["五一", "劳动节", "勞動節", "Labour Day", "Labor Day", "May Day"],
		season: { calendar: "solar", from: "04-28", until: "05-05" },
		deep: "#7c1d0e",
		accent: "#ffcf7a",
		paper: "#fbf4e8",
		motif: motifs.gear,
		mood: "festive",
	},
	{
		holiday: "dragonBoat",
		words: ["端午", "龙舟", "龍舟", "Dragon Boat", "Duanwu"],
		season: { calendar: "lunar", from: "05-03", until: "05-07" },
		deep: "#0d4a4f",
		accent: "#f7dc90",
		paper: "#f1f7ef",
		motif: motifs.dragonBoat,
		mood: "festive",
	},
	{
		holiday: "childrensDay",
		words: ["六一", "儿童节", "兒童節", "Children's Day"],
		season: { calendar: "solar", from: "05-30", until: "06-03" },
		deep: "#0b4a78",
		accent: "#ffe07a",
		paper: "#f3f8fb",
		motif: motifs.pinwheel,
		mood: "festive",
	},
	{
		holiday: "midAutumn",
		words: ["中秋", "Mid-Autumn", "Mid Autumn", "Moon Festival"],
		season: { calendar: "lunar", from: "08-13", until: "08-17" },
		deep: "#2a2c63",
		accent: "#f6d98a",
		paper: "#faf5e6",
		motif: motifs.moonRabbit,
		mood: "festive",
	},
	{
		holiday: "chongyang",
		words: ["重阳", "重陽", "敬老", "Chongyang", "Double Ninth"],
		season: { calendar: "lunar", from: "09-08", until: "09-10" },
		deep: "#5d3a06",
		accent: "#ffd56b",
		paper: "#fcf6e6",
		motif: motifs.chrysanthemum,
		mood: "festive",
	},
	{
		holiday: "nationalDay",
		words: ["国庆", "國慶", "National Day"],
		season: { calendar: "solar", from: "09-28", until: "10-08" },
		deep: "#6f0f1a",
		accent: "#f0c877",
		paper: "#fbf5ea",
		motif: motifs.arch,
		mood: "festive",
	},
];

/** Chosen by the programme's title; where that names none or several holidays, by the day; else National Day. */
export function themeOf(programme: Title | null, day: Day | null): Theme {
	const name = Object.values(programme ?? {})
		.join(" ")
		.toLowerCase();
	const named = themes.filter(({ words }) => words.some((word) => name.includes(word.toLowerCase())));
	const inSeason = (named.length > 0 ? named : themes).find((theme) => day !== null && isInSeason(theme, day));
	const theme = inSeason ?? named[0] ?? themes.find(({ holiday }) => holiday === "nationalDay");
	if (theme === undefined) throw new Error("the table of themes has no National Day");
	return theme;
}

/** The colours as custom properties, for the `style` of an element of class `themed` (tokens.css). */
export function coloursOf({ deep, accent, paper }: Theme): Readonly<Record<`--theme-${string}`, string>> {
	return { "--theme-deep": deep, "--theme-accent": accent, "--theme-paper": paper };
}

function isInSeason({ season: { calendar, from, until } }: Theme, day: Day): boolean {
	const date = calendar === "solar" ? day.slice(5) : lunarDate(day);
	// A season may span the turn of the year.
	return from <= until ? from <= date && date <= until : from <= date || date <= until;
}

const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", {
	month: "2-digit",
	day: "2-digit",
	timeZone: "Asia/Shanghai",
});

/** "MM-DD" of the Chinese calendar. A leap month is formatted "06bis" and so matches no holiday. */
function lunarDate(day: Day): string {
	const parts = lunar.formatToParts(new Date(`${day}T12:00:00+08:00`));
	const part = (type: "month" | "day") => parts.find((one) => one.type === type)?.value ?? "";
	return `${part("month")}-${part("day")}`;
}

import { Day } from "../../../core/identity.ts";
import type { ProgrammeInput } from "../programme/programme.ts";
import { createSeededRandom, type SeededRandom } from "./seededRandom.ts";
import { makeTitle, type TimeSlot } from "./venueProgrammes.ts";
import { type DemonstrationVenue, demonstrationVenues, type Holiday } from "./venues.ts";

/** The demonstration programme: the same seed, the same bytes. Nobody's name is in it. */
export type DemonstrationData = {
	readonly programmes: readonly ProgrammeInput[];
	readonly bookings: string;
	/** The same bookings, those cancelled or blocked later: handed over second. */
	readonly changes: string;
};

type DayText = ProgrammeInput["days"][number];
type SessionText = DayText["sessions"][number];

const holidays: readonly {
	holiday: Holiday;
	prefix: string;
	days: readonly string[];
	title: ReturnType<typeof makeTitle>;
}[] = [
	{
		holiday: "midAutumn",
		prefix: "MA26",
		days: ["2026-09-25"],
		title: makeTitle("2026 年中秋职工节日文化服务", "2026 年中秋職工節日文化服務", "Mid-Autumn 2026 for union members"),
	},
	{
		holiday: "nationalDay",
		prefix: "ND26",
		days: Array.from({ length: 7 }, (_, i) => `2026-10-0${i + 1}`),
		title: makeTitle(
			"2026 年国庆职工节日文化服务",
			"2026 年國慶職工節日文化服務",
			"National Day 2026 for union members",
		),
	},
];

/** Families are common: most parties are of two to four. Index 0 is a party of one. */
const partyWeights = [12, 27, 31, 18, 8, 4];
const cardShare = 0.93;
const cancelledShare = 0.015;
const blockedShare = 0.002;

export function generateDemonstration(seed: number): DemonstrationData {
	const dice = createSeededRandom(seed);
	const programmes: ProgrammeInput[] = [];
	const rows: BookingRow[] = [];
	for (const { holiday, prefix, days, title: name } of holidays) {
		const held = demonstrationVenues.filter((venue) => venue.holidays.includes(holiday));
		const programme: ProgrammeInput = {
			v: 1,
			title: name,
			venues: demonstrationVenues.map(({ venue, title: venueTitle, address }) => ({
				venue,
				title: venueTitle,
				address,
			})),
			days: held.flatMap((venue) => days.map((date) => dayOf(venue, date))),
		};
		programmes.push(programme);
		rows.push(...generateBookings(programme, prefix, dice));
	}
	const changed = rows.filter(({ state }) => state !== "live");
	return { programmes, bookings: csvOf(rows.map((row) => ({ ...row, state: "live" }))), changes: csvOf(changed) };
}

type BookingRow = { readonly fields: string; readonly state: string };

function csvOf(rows: readonly BookingRow[]): string {
	return ["booking,venue,activity,session,party,card,state", ...rows.map(({ fields, state }) => `${fields},${state}`)]
		.map((row) => `${row}\n`)
		.join("");
}

/** From four in the morning to four in the next, so that a night cruise lies within the day it began. */
function dayOf(venue: DemonstrationVenue, date: string): DayText {
	const opensAt = `${date}T04:00:00+08:00`;
	const closesAt = formatInstant(Date.parse(opensAt) + 24 * 3600 * 1000);
	return { venue: venue.venue, day: Day.parse(date), opensAt, closesAt, sessions: sessionsOf(venue, date) };
}

/** Numbered by date, so that a number is its own within the venue: the third session of the 1st is 103. */
function sessionsOf({ programme: offer }: DemonstrationVenue, date: string): SessionText[] {
	const dayOfMonth = Number(date.slice(8));
	return offer.slots.flatMap((slot, i) =>
		offer.halls.map((hall, k) => {
			const turn = (dayOfMonth + i * offer.halls.length + k) % offer.titles.length;
			const name = offer.titles[turn] ?? makeTitle("活动", "活動", "Activity");
			const session = dayOfMonth * 100 + i * offer.halls.length + k + 1;
			return {
				session,
				activity: turn + 1,
				title: name,
				hall: hall.title,
				capacity: hall.persons,
				place: 0,
				rotating: hall.rotating ?? false,
				entry: hall.entry,
				...timesOf(slot, date),
			};
		}),
	);
}

function timesOf(slot: TimeSlot, date: string): Pick<SessionText, "startsAt" | "admitFrom" | "admitUntil"> {
	const startsAt = `${date}T${slot.starts}:00+08:00`;
	const ms = Date.parse(startsAt);
	return {
		startsAt,
		admitFrom: formatInstant(ms - slot.beforeMin * 60_000),
		admitUntil: formatInstant(ms + slot.afterMin * 60_000),
	};
}

/** Fills every session as far as its venue is sought after. */
function generateBookings(programme: ProgrammeInput, prefix: string, dice: SeededRandom): BookingRow[] {
	const rows: BookingRow[] = [];
	for (const day of programme.days) {
		const fill = demonstrationVenues.find(({ venue }) => venue === day.venue)?.fill ?? 0;
		for (const session of day.sessions) {
			let left = Math.round(session.capacity * (fill === 1 ? 1 : Math.min(1, fill * (0.5 + dice.below(60) / 100))));
			while (left > 0) {
				const party = Math.min(left, dice.weighted(partyWeights) + 1);
				left -= party;
				const number = String(rows.length + 1).padStart(6, "0");
				const card = dice.chance(cardShare) ? String(dice.below(10_000)).padStart(4, "0") : "";
				const state = dice.chance(cancelledShare) ? "cancelled" : dice.chance(blockedShare) ? "blocked" : "live";
				const fields = `${prefix}-${number},${day.venue},${session.activity},${session.session},${party},${card}`;
				rows.push({ fields, state });
			}
		}
	}
	return rows;
}

/** ISO 8601 in Guangzhou's time, which has known no summer time since 1991. */
function formatInstant(ms: number): string {
	return `${new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 19)}+08:00`;
}

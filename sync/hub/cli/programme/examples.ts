import { Day } from "../../../../core/identity.ts";
import type { ProgrammeInput } from "../../programme/programme.ts";
import type { CommandOption } from "../command.ts";

export const exampleOption: CommandOption = {
	name: "example",
	value: "",
	says: "print an example of the file instead, for tomorrow",
};

const dayMs = 24 * 3_600_000;
const guangzhouMs = 8 * 3_600_000;

/** A cinema with one day, tomorrow in Guangzhou, and two screenings. */
export function createExampleProgramme(nowMs: number): ProgrammeInput {
	const date = dateOf(nowMs + dayMs);
	const screening = (session: number, from: string, starts: string, until: string, rotating: boolean) => ({
		session,
		activity: 1,
		title: { "zh-CN": "电影《潮起》", en: "The Tide" },
		hall: { "zh-CN": "一号厅", en: "Hall 1" },
		startsAt: `${date}T${starts}:00+08:00`,
		admitFrom: `${date}T${from}:00+08:00`,
		admitUntil: `${date}T${until}:00+08:00`,
		capacity: 120,
		place: 0,
		rotating,
	});
	return {
		v: 1,
		title: { "zh-CN": "职工节日文化服务", en: "Holiday programme for union members" },
		venues: [{ venue: 1, title: { "zh-CN": "东湖影院", en: "Donghu Cinema" }, address: { "zh-CN": "东湖路 1 号" } }],
		days: [
			{
				venue: 1,
				day: Day.parse(date),
				opensAt: `${date}T04:00:00+08:00`,
				closesAt: `${dateOf(nowMs + 2 * dayMs)}T04:00:00+08:00`,
				sessions: [screening(101, "14:00", "14:30", "15:00", false), screening(102, "19:00", "19:30", "20:00", true)],
			},
		],
	};
}

/** Three bookings of the example programme's sessions. */
export const exampleBookings = `booking,venue,activity,session,party,card,state
A-1001,1,1,101,3,0007,live
A-1002,1,1,101,1,,live
A-1003,1,1,102,2,4321,live`;

/** The date in Guangzhou. */
function dateOf(ms: number): string {
	return new Date(ms + guangzhouMs).toISOString().slice(0, 10);
}

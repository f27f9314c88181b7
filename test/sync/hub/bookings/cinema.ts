import type { ProgrammeInput } from "../../../../sync/hub/programme/programme.ts";

/** A cinema (venue 1) with two screenings on 1 October, and a park (venue 2) with one day. */
export function cinemaProgramme(): ProgrammeInput {
	return {
		v: 1,
		title: { "zh-CN": "国庆", en: "National Day" },
		venues: [
			{ venue: 1, title: { "zh-CN": "影院" }, address: { "zh-CN": "东湖路" } },
			{ venue: 2, title: { "zh-CN": "公园" }, address: null },
		],
		days: [
			{
				venue: 1,
				day: "2026-10-01",
				opensAt: "2026-10-01T04:00:00+08:00",
				closesAt: "2026-10-02T04:00:00+08:00",
				sessions: [screening(101, "14:00", "14:30", "15:00"), screening(102, "19:00", "19:30", "20:00")],
			},
			{
				venue: 2,
				day: "2026-10-01",
				opensAt: "2026-10-01T04:00:00+08:00",
				closesAt: "2026-10-02T04:00:00+08:00",
				sessions: [screening(7, "08:00", "08:30", "17:00")],
			},
		],
	};
}

function screening(session: number, from: string, starts: string, until: string) {
	return {
		session,
		activity: 1,
		title: { "zh-CN": "潮起" },
		hall: null,
		startsAt: `2026-10-01T${starts}:00+08:00`,
		admitFrom: `2026-10-01T${from}:00+08:00`,
		admitUntil: `2026-10-01T${until}:00+08:00`,
		capacity: 10,
		place: 3,
	};
}

export const bookingsHeader = "booking,venue,activity,session,party,card,state";
export const cinemaBookings = `${bookingsHeader}
A-1,1,1,101,3,0007,
A-2,1,1,101,2,,live
A-3,1,1,102,1,4321,
P-1,2,1,7,4,,
`;

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProgrammeInput } from "../../sync/hub/programme/programme.ts";
import { type Booking, openOfficer } from "../e2e/drivers/officer.ts";
import { type RunningHub, runPailou } from "../e2e/drivers/runningHub.ts";

/** A park on a holiday: ten gates open all day, a thousand bookings each; every fifth is for two persons. */
export const holidayVenue = 77;
const gates = 10;
const bookingsEach = 1000;

/**
 * Loads the venue's programme and bookings into the hub and publishes its list; returns the bookings that can be
 * admitted.
 */
export async function loadHolidayBookings(hub: RunningHub): Promise<readonly Booking[]> {
	const [programme, bookings] = [join(hub.folder, "holiday.json"), join(hub.folder, "holiday.csv")];
	writeFileSync(programme, JSON.stringify(holidayProgramme()));
	writeFileSync(bookings, bookingsCsv());
	const where = ["--hub", hub.address, "--data", hub.folder];
	await runPailou("programme", programme, ...where);
	await runPailou("bookings", bookings, ...where);
	await runPailou("publish", ...where);
	const officer = openOfficer(hub);
	const found: Booking[] = [];
	for (const session of sessionNumbers()) {
		found.push(...(await officer.bookings({ venue: holidayVenue, session, limit: bookingsEach })));
	}
	return found;
}

function sessionNumbers(): readonly number[] {
	return Array.from({ length: gates }, (_, gate) => 1 + gate);
}

function holidayProgramme(): ProgrammeInput {
	const title = { "zh-CN": "节日公园" };
	const [opensAt, closesAt] = ["2026-10-01T07:00:00+08:00", "2026-10-01T23:00:00+08:00"];
	return {
		v: 1,
		title,
		venues: [{ venue: holidayVenue, title, address: null }],
		days: [
			{
				venue: holidayVenue,
				day: "2026-10-01",
				opensAt,
				closesAt,
				sessions: sessionNumbers().map((session) => ({
					session,
					activity: 1,
					title,
					hall: null,
					startsAt: opensAt,
					admitFrom: opensAt,
					admitUntil: closesAt,
					capacity: 10_000,
					place: 0,
				})),
			},
		],
	};
}

function bookingsCsv(): string {
	const rows = sessionNumbers().flatMap((session) =>
		Array.from({ length: bookingsEach }, (_, i) => {
			const party = i % 5 === 0 ? 2 : 1;
			return `H-${session}-${i},${holidayVenue},1,${session},${party},,`;
		}),
	);
	return ["booking,venue,activity,session,party,card,state", ...rows, ""].join("\n");
}

import { z } from "zod";
import { Day } from "../../../core/identity.ts";
import { type Command, parseWholeNumber, UsageError } from "./command.ts";
import { hubOptions, jsonBody, readInputFile, requestHub } from "./request.ts";
import { formatTable } from "./table.ts";

const ProgrammeReport = z.object({ venues: z.number(), days: z.number(), sessions: z.number(), unseated: z.number() });
const BookingsReport = z.object({
	added: z.number(),
	reissued: z.number(),
	reseated: z.number(),
	cancelled: z.number(),
	repeated: z.number(),
	unseated: z.array(z.object({ line: z.number(), booking: z.string() })),
	refused: z.array(z.object({ line: z.number(), booking: z.string().nullable(), reason: z.string() })),
});
const Publications = z.object({
	published: z.array(z.object({ venue: z.number(), day: z.string(), version: z.number(), rows: z.number() })),
	unchanged: z.number(),
});

export const programmeCommand: Command = {
	name: "programme",
	operands: ["FILE"],
	summary: "load a programme: its venues, days and sessions",
	options: hubOptions,
	example: "pailou programme national-day-2026.json",
	async run(given) {
		const body = { type: "application/json", content: readInputFile(given.operands[0] ?? "") };
		const answer = await requestHub(given, ProgrammeReport, "/v1/programmes", body);
		const taken = `Taken: ${answer.venues} venues, ${answer.days} days, ${answer.sessions} sessions.`;
		const text = answer.unseated === 0 ? taken : `${taken} Bookings left without seats: ${answer.unseated}.`;
		return { json: answer, text };
	},
};

export const bookingsCommand: Command = {
	name: "bookings",
	operands: ["FILE"],
	summary: "import bookings from a CSV file (booking,venue,activity,session,party,card,state,seat) and issue vouchers",
	options: hubOptions,
	example: "pailou bookings national-day-2026.csv",
	async run(given) {
		const body = { type: "text/csv", content: readInputFile(given.operands[0] ?? "") };
		const answer = await requestHub(given, BookingsReport, "/v1/bookings", body);
		const { added, reissued, reseated, cancelled, repeated, unseated, refused } = answer;
		const sum = `${added} added, ${reissued} reissued, ${reseated} reseated, ${cancelled} cancelled, ${repeated} there before, ${refused.length} refused.`;
		const lines = [
			...refused.map(({ line, booking, reason }) => `line ${line}, ${booking ?? "no booking number"}: ${reason}`),
			...unseated.map(
				({ line, booking }) => `line ${line}, ${booking}: imported, but no adjacent seats are left for it`,
			),
		];
		return { json: answer, text: [sum, ...lines].join("\n") };
	},
};

export const publishCommand: Command = {
	name: "publish",
	operands: [],
	summary: "publish the lists that changed, of every venue and day or of one",
	options: [
		...hubOptions,
		{ name: "venue", value: "N", says: "only this venue" },
		{ name: "day", value: "DAY", says: "only this day, as 2026-10-01" },
	],
	example: "pailou publish --venue 1 --day 2026-10-01",
	async run(given) {
		const venue = given.option("venue");
		const day = given.option("day");
		if (day !== null && !Day.safeParse(day).success)
			throw new UsageError(`A day is written as 2026-10-01, not “${day}”.`);
		const order = {
			...(venue === null ? {} : { venue: parseWholeNumber(venue, "A venue") }),
			...(day === null ? {} : { day }),
		};
		const answer = await requestHub(given, Publications, "/v1/allocations", jsonBody(order));
		const rows = answer.published.map((one) => [one.venue, one.day, one.version, one.rows].map(String));
		const text = formatTable(["venue", "day", "version", "vouchers"], rows, "Nothing new to publish.");
		return { json: answer, text: `${text}\n${answer.unchanged} unchanged.` };
	},
};

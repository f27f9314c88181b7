import { z } from "zod";
import { Day } from "../../../../core/identity.ts";
import { systemClock } from "../../../system.ts";
import { type Command, type ParsedArguments, parseWholeNumber, UsageError } from "../command.ts";
import { hubOptions, jsonBody, readInputFile, requestHub } from "../request.ts";
import { formatTable } from "../table.ts";
import { createExampleProgramme, exampleBookings, exampleOption } from "./examples.ts";
import { createRefusedFile, formatRefusals, Refusals } from "./refusals.ts";

const ProgrammeReport = z.object({
	venues: z.number(),
	days: z.number(),
	sessions: z.number(),
	unseated: z.number(),
	encoding: z.string(),
});
const BookingsReport = z.object({
	rows: z.number(),
	added: z.number(),
	changed: z.number(),
	same: z.number(),
	cancelled: z.number(),
	refused: z.number(),
	refusals: Refusals,
	revived: z.array(z.string()),
	unseated: z.array(z.object({ line: z.number(), booking: z.string() })),
	encoding: z.string(),
});
const Publications = z.object({
	published: z.array(z.object({ venue: z.number(), day: z.string(), version: z.number(), rows: z.number() })),
	unchanged: z.number(),
	left: z.array(z.object({ venue: z.number(), day: z.string(), reason: z.string() })),
});

export const programmeCommand: Command = {
	name: "programme",
	operands: ["[FILE]"],
	summary: "load a programme: its venues, days and sessions",
	options: [
		...hubOptions,
		exampleOption,
		{ name: "revive", value: "", says: "bring back what was withdrawn, if the file names it" },
	],
	example: "pailou programme national-day-2026.json",
	async run(given) {
		if (given.flag(exampleOption.name)) {
			const json = createExampleProgramme(systemClock.nowMs());
			return { json, text: JSON.stringify(json, null, "\t") };
		}
		const body = { type: "application/json", content: readInputFile(requireFile(given)) };
		const path = `/v1/programmes?revive=${given.flag("revive") ? 1 : 0}`;
		const answer = await requestHub(given, ProgrammeReport, path, body);
		const { venues, days, sessions, unseated, encoding } = answer;
		const lines = [
			`Taken, read as ${encoding}: ${venues} venues, ${days} days, ${sessions} sessions.`,
			...(encoding === "UTF-8" ? [] : ["It was converted to UTF-8: look at the names with pailou venues."]),
			...(unseated === 0 ? [] : [`Bookings left without seats: ${unseated}.`]),
		];
		return { json: answer, text: lines.join("\n"), exitCode: unseated === 0 ? 0 : 3 };
	},
};

export const bookingsCommand: Command = {
	name: "bookings",
	operands: ["[FILE]"],
	summary: "import bookings from a CSV file (booking,venue,activity,session,party,card,state,seat) and issue vouchers",
	options: [
		...hubOptions,
		exampleOption,
		{ name: "revive", value: "", says: "bring cancelled and blocked bookings back to life where the file says live" },
		{ name: "exact", value: "", says: "take numbers as they are, also those that look like others or shortened" },
		{ name: "refused", value: "FILE", says: "write all refused rows into this CSV" },
	],
	example: "pailou bookings national-day-2026.csv --refused refused.csv",
	async run(given) {
		if (given.flag(exampleOption.name)) return { json: { csv: exampleBookings }, text: exampleBookings };
		const body = { type: "text/csv", content: readInputFile(requireFile(given)) };
		const file = given.option("refused");
		const writeRefused = file === null ? null : createRefusedFile(file);
		const query = `revive=${given.flag("revive") ? 1 : 0}&exact=${given.flag("exact") ? 1 : 0}`;
		const answer = await requestHub(given, BookingsReport, `/v1/bookings?${query}`, body);
		writeRefused?.(answer.refusals);
		const { rows, added, changed, same, cancelled, refused, revived, unseated, encoding } = answer;
		const text = [
			`${rows} rows, read as ${encoding}: ${added} added, ${changed} changed, ${same} the same, ${cancelled} cancelled, ${refused} refused.`,
			...formatRefusals(answer.refusals, file),
			...(revived.length === 0 ? [] : [`${revived.length} brought back to life: ${revived.join(", ")}.`]),
			...unseated.map(
				({ line, booking }) => `line ${line}, ${booking}: imported, but no adjacent seats are left for it`,
			),
		].join("\n");
		const isAllDone = refused === 0 && unseated.length === 0;
		return { json: answer, text, exitCode: isAllDone ? 0 : refused === rows ? 1 : 3 };
	},
};

function requireFile({ operands: [file] }: ParsedArguments): string {
	if (file !== undefined) return file;
	throw new UsageError("Name the file, or see one with --example.");
}

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
		const day = parseDay(given.option("day"));
		const order = {
			...(venue === null ? {} : { venue: parseWholeNumber(venue, "A venue") }),
			...(day === null ? {} : { day }),
		};
		const answer = await requestHub(given, Publications, "/v1/allocations", jsonBody(order));
		const { published, unchanged, left } = answer;
		const rows = published.map((one) => [one.venue, one.day, one.version, one.rows].map(String));
		const text = [
			formatTable(["venue", "day", "version", "vouchers"], rows, "Nothing new to publish."),
			`${unchanged} unchanged.`,
			...left.map(({ venue: number, day: date, reason }) => `Not published: venue ${number} on ${date}. ${reason}`),
		].join("\n");
		const isPart = published.length + unchanged > 0;
		return { json: answer, text, exitCode: left.length === 0 ? 0 : isPart ? 3 : 1 };
	},
};

export const withdrawCommand: Command = {
	name: "withdraw",
	operands: [],
	summary: "take a venue, one of its days or one of its sessions out of the programme, until somebody was admitted",
	options: [
		...hubOptions,
		{ name: "venue", value: "N", says: "the venue" },
		{ name: "day", value: "DAY", says: "only this day, as 2026-10-01" },
		{ name: "session", value: "N", says: "only this session" },
		{ name: "cancel-bookings", value: "", says: "cancel the bookings for it too" },
	],
	example: "pailou withdraw --venue 1 --day 2062-10-01",
	async run(given) {
		const venue = given.option("venue");
		const session = given.option("session");
		const day = parseDay(given.option("day"));
		if (venue === null) throw new UsageError("Say what is withdrawn: --venue N, and --day DAY or --session N.");
		if (day !== null && session !== null) throw new UsageError("Name a day or a session to withdraw, not both.");
		const order = {
			venue: parseWholeNumber(venue, "A venue"),
			day,
			session: session === null ? null : parseWholeNumber(session, "A session"),
			cancelBookings: given.flag("cancel-bookings"),
		};
		const answer = await requestHub(given, z.object({ cancelled: z.number() }), "/v1/withdrawals", jsonBody(order));
		const text = `Withdrawn; ${answer.cancelled} bookings cancelled with it. Publish, so that the windows learn of it.`;
		return { json: answer, text };
	},
};

function parseDay(text: string | null): Day | null {
	if (text === null) return null;
	const day = Day.safeParse(text);
	if (day.success) return day.data;
	throw new UsageError(`A day is written as 2026-10-01, not “${text}”.`);
}

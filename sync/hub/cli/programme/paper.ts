import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { text as readAll } from "node:stream/consumers";
import { z } from "zod";
import { Day, Title } from "../../../../core/identity.ts";
import type { PaperLanguage } from "../../paper/paperWords.ts";
import { renderPaperList } from "../../paper/renderPaperList.ts";
import { type Command, CommandError, type ParsedArguments, parseWholeNumber, UsageError } from "../command.ts";
import { hubOptions, readInputFile, requestHub } from "../request.ts";

const Row = z.object({
	number: z.string(),
	card: z.string().nullable(),
	party: z.number(),
	inside: z.number(),
});
const PaperList = z.object({
	venue: z.number(),
	venueTitle: Title,
	day: Day,
	version: z.number(),
	printedAt: z.number(),
	sessions: z.array(
		z.object({
			session: z.number(),
			title: Title,
			hall: Title.nullable(),
			startsAt: z.number(),
			rows: z.array(Row),
		}),
	),
});
const PaperReport = z.object({
	rows: z.number(),
	admitted: z.number(),
	same: z.number(),
	takenBack: z.number(),
	refused: z.number(),
	refusals: z.array(
		z.object({ line: z.number(), field: z.string(), found: z.string(), reason: z.string(), remedy: z.string() }),
	),
	conflicts: z.array(z.object({ booking: z.string(), party: z.number(), admitted: z.number() })),
});

const dayOptions = [
	...hubOptions,
	{ name: "venue", value: "N", says: "the venue" },
	{ name: "day", value: "DAY", says: "the day, as 2026-10-01" },
];
const languages: readonly PaperLanguage[] = ["zh-CN", "zh-Hant", "en"];

export const paperCommand: Command = {
	name: "paper",
	operands: [],
	summary: "print the emergency list of a venue and day into a PDF, to be ticked by hand where no window works",
	options: [
		...dayOptions,
		{ name: "out", value: "FILE", says: "the PDF (default paper-VENUE-DAY.pdf)" },
		{ name: "language", value: "TAG", says: "zh-CN, zh-Hant or en (default zh-CN)" },
	],
	example: "pailou paper --venue 1 --day 2026-10-01",
	async run(given) {
		const { venue, day } = parseVenueDay(given);
		const tag = given.option("language") ?? "zh-CN";
		const language = languages.find((one) => one === tag);
		if (language === undefined) throw new UsageError(`A list is in ${languages.join(", ")}, not in “${tag}”.`);
		const file = given.option("out") ?? `paper-${venue}-${day}.pdf`;
		const list = await requestHub(given, PaperList, `/v1/paper-lists?venue=${venue}&day=${day}`);
		const pdf = await renderPaperList(list, language);
		try {
			writeFileSync(file, pdf);
		} catch {
			throw new CommandError(`The file ${file} cannot be written.`);
		}
		const rows = list.sessions.reduce((sum, session) => sum + session.rows.length, 0);
		const text = `${rows} bookings of list version ${list.version} are in ${file}. It shows ends of numbers and cards: keep it locked away.`;
		return { json: { file, rows, version: list.version, sessions: list.sessions.length }, text };
	},
};

export const paperInCommand: Command = {
	name: "paper in",
	operands: ["[FILE]"],
	summary: "type in the ticks of a paper list: a line each of number, card and, if not the whole party, how many",
	options: [...dayOptions, { name: "by", value: "NAME", says: "who types them in (default the user of this machine)" }],
	example: "pailou paper in --venue 1 --day 2026-10-01 ticks.txt",
	async run(given) {
		const { venue, day } = parseVenueDay(given);
		const [file] = given.operands;
		if (file === undefined && process.stdin.isTTY) {
			console.error("One row a line: number, card (or -), and how many if not all. Ctrl+D ends. 0 takes a tick back.");
		}
		const content = file === undefined ? await readAll(process.stdin) : readInputFile(file);
		const query = new URLSearchParams({ venue: String(venue), day, by: given.option("by") ?? userInfo().username });
		const path = `/v1/paper-admissions?${query}`;
		const report = await requestHub(given, PaperReport, path, { type: "text/csv", content });
		const { rows, admitted, same, takenBack, refused, refusals, conflicts } = report;
		const text = [
			`${rows} rows: ${admitted} admitted, ${same} the same as before, ${takenBack} taken back, ${refused} refused.`,
			...refusals.map(
				({ line, field, found, reason, remedy }) => `line ${line}: ${field} “${found}”: ${reason}; ${remedy}`,
			),
			...conflicts.map(
				(one) =>
					`Conflict: ${one.booking} has a party of ${one.party}, and ${one.admitted} came in. pailou conflicts says where.`,
			),
		].join("\n");
		return { json: report, text, exitCode: refused === 0 ? 0 : refused === rows ? 1 : 3 };
	},
};

function parseVenueDay(given: ParsedArguments): { readonly venue: number; readonly day: Day } {
	const venue = given.option("venue");
	const day = given.option("day");
	if (venue === null || day === null)
		throw new UsageError("A paper list is of a venue and day: give --venue N --day DAY.");
	const parsed = Day.safeParse(day);
	if (!parsed.success) throw new UsageError(`A day is written as 2026-10-01, not “${day}”.`);
	return { venue: parseWholeNumber(venue, "A venue"), day: parsed.data };
}

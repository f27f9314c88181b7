import { z } from "zod";
import { Title } from "../../../core/identity.ts";
import { type Command, parseWholeNumber, UsageError } from "./command.ts";
import { hubOptions, requestHub } from "./request.ts";
import { formatTable, formatTime } from "./table.ts";

const Admission = z.looseObject({
	label: z.string(),
	persons: z.number(),
	inside: z.number(),
	seats: z.array(z.string()),
	atMs: z.number(),
	flag: z.string().nullable(),
});
const bookingFields = {
	venue: z.number(),
	day: z.string(),
	row: z.string(),
	booking: z.string().nullable(),
	party: z.number(),
	admitted: z.number(),
};
const Standing = z.looseObject({
	...bookingFields,
	doubtful: z.number(),
	isListed: z.boolean(),
	state: z.string().nullable(),
	admissions: z.array(Admission),
	conflicts: z.array(z.string()),
});
const Standings = z.looseObject({ standings: z.array(Standing) });
const Conflict = z.looseObject({
	...bookingFields,
	kind: z.string(),
	message: z.string(),
	seats: z.array(z.string()),
	others: z.array(z.string()),
	resolvedAt: z.number().nullable(),
	sides: z.array(Admission),
});
const Conflicts = z.looseObject({ conflicts: z.array(Conflict) });
const SessionSettlement = z.looseObject({
	session: z.looseObject({ session: z.number(), title: Title }),
	allocated: z.number(),
	admitted: z.number(),
	missing: z.number(),
	unentitled: z.number(),
});
const Settlement = z.looseObject({
	settlement: z.looseObject({
		sessions: z.array(SessionSettlement),
		doubtful: z.number(),
		unlisted: z.number(),
		flaggedLines: z.number(),
		openConflicts: z.number(),
		resolvedConflicts: z.number(),
	}),
});
const Journal = z.looseObject({
	lines: z.array(
		z.looseObject({
			incarnation: z.number(),
			branch: z.number(),
			seq: z.number(),
			kind: z.string().nullable(),
			at: z.number().nullable(),
			flag: z.string().nullable(),
		}),
	),
});

export const standingsCommand: Command = {
	name: "standings",
	operands: [],
	summary: "show how many persons each of a venue's vouchers has admitted, and where",
	options: [
		...hubOptions,
		{ name: "venue", value: "N", says: "the venue" },
		{ name: "day", value: "DAY", says: "only this day, as 2026-10-01" },
	],
	example: "pailou standings --venue 1 --day 2026-10-01",
	async run(given) {
		const venue = given.option("venue");
		if (venue === null) throw new UsageError("Standings are a venue's: give --venue N.");
		const query = new URLSearchParams({ venue: String(parseWholeNumber(venue, "A venue")) });
		const day = given.option("day");
		if (day !== null) query.set("day", day);
		const answer = await requestHub(given, Standings, `/v1/standings?${query}`);
		const rows = answer.standings.map((one) => [
			one.day,
			one.booking ?? one.row,
			one.state ?? "no booking",
			`${one.admitted} of ${one.party}${one.doubtful === 0 ? "" : `, ${one.doubtful} doubtful`}`,
			one.conflicts.map((kind) => conflictNames.get(kind) ?? kind).join(", "),
			formatAdmissions(one.admissions),
		]);
		const header = ["day", "booking", "state", "admitted", "conflicts", "where"];
		return { json: answer, text: formatTable(header, rows, "Nobody has been admitted yet.") };
	},
};

export const settlementCommand: Command = {
	name: "settlement",
	operands: [],
	summary: "show what a day of a venue comes to: allocated, admitted and missing persons of each session",
	options: [
		...hubOptions,
		{ name: "venue", value: "N", says: "the venue" },
		{ name: "day", value: "DAY", says: "the day, as 2026-10-01" },
	],
	example: "pailou settlement --venue 1 --day 2026-10-01",
	async run(given) {
		const [venue, day] = [given.option("venue"), given.option("day")];
		if (venue === null || day === null)
			throw new UsageError("A settlement is of a venue's day: give --venue and --day.");
		const query = new URLSearchParams({ venue: String(parseWholeNumber(venue, "A venue")), day });
		const answer = await requestHub(given, Settlement, `/v1/settlement?${query}`);
		const { sessions, doubtful, unlisted, flaggedLines, openConflicts, resolvedConflicts } = answer.settlement;
		const rows = sessions.map(({ session: { session, title }, allocated, admitted, missing, unentitled }) => {
			return [String(session), title["zh-CN"], ...[allocated, admitted, missing, unentitled].map(String)];
		});
		const header = ["session", "title", "allocated", "admitted", "missing", "unentitled"];
		const text = [
			formatTable(header, rows, "No sessions."),
			`Counted apart: ${unlisted} persons of no booking, ${doubtful} of lines that cannot be true.`,
			`${openConflicts} open conflicts, ${resolvedConflicts} resolved. ${flaggedLines} flagged lines in the venue's journals.`,
		].join("\n");
		return { json: answer, text };
	},
};

export const conflictsCommand: Command = {
	name: "conflicts",
	operands: [],
	summary: "show where admissions contradict each other or the bookings, with all sides",
	options: hubOptions,
	example: "pailou conflicts",
	async run(given) {
		const answer = await requestHub(given, Conflicts, "/v1/conflicts");
		const rows = answer.conflicts.map((one) => [
			String(one.venue),
			one.day,
			one.booking ?? one.row,
			`${conflictNames.get(one.kind) ?? one.kind}${one.resolvedAt === null ? "" : ` (resolved ${formatTime(one.resolvedAt)})`}`,
			[...one.seats, ...one.others.map((other) => `with ${other}`)].join(" "),
			`${one.admitted} of ${one.party}`,
			formatAdmissions(one.sides),
		]);
		const header = ["venue", "day", "booking", "conflict", "seats", "admitted", "where"];
		return { json: answer, text: formatTable(header, rows, "No conflicts.") };
	},
};

export const journalCommand: Command = {
	name: "journal",
	operands: ["KIOSK"],
	summary: "show the lines of a window's journal that the hub holds",
	options: [
		...hubOptions,
		{ name: "incarnation", value: "N", says: "only of this incarnation of the journal" },
		{ name: "after", value: "N", says: "only lines after this one (default 0)" },
	],
	example: "pailou journal k0123456789ab --after 100",
	async run(given) {
		const after = parseWholeNumber(given.option("after") ?? "0", "A line");
		const kiosk = encodeURIComponent(given.operands[0] ?? "");
		const query = new URLSearchParams({ after: String(after) });
		const incarnation = given.option("incarnation");
		if (incarnation !== null) query.set("incarnation", String(parseWholeNumber(incarnation, "An incarnation")));
		const answer = await requestHub(given, Journal, `/v1/journals/${kiosk}?${query}`);
		const rows = answer.lines.map((one) => [
			one.branch === 0 ? String(one.incarnation) : `${one.incarnation} branch ${one.branch}`,
			String(one.seq),
			one.at === null ? "" : formatTime(one.at),
			one.kind ?? "?",
			one.flag ?? "",
		]);
		return { json: answer, text: formatTable(["journal", "line", "at", "kind", "flag"], rows, "No lines.") };
	},
};

const conflictNames: ReadonlyMap<string, string> = new Map([
	["overAdmitted", "too many admitted"],
	["cancelled", "inside, but cancelled"],
	["blocked", "inside, but blocked"],
	["revoked", "inside, but revoked"],
	["otherSession", "inside another session"],
	["seatTwice", "seat told twice"],
]);

function formatAdmissions(admissions: readonly z.infer<typeof Admission>[]): string {
	return admissions
		.map(({ label, persons, inside, seats, atMs, flag }) => {
			const voided = inside === 0 ? " (voided)" : inside < persons ? ` (${persons - inside} voided)` : "";
			const told = seats.length === 0 ? "" : ` on ${seats.join(" ")}`;
			return `${label} ${formatTime(atMs)} ${persons}${voided}${told}${flag === null ? "" : ` (${flag})`}`;
		})
		.join("; ");
}

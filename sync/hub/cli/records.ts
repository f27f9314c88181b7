import { z } from "zod";
import { type Command, parseWholeNumber, UsageError } from "./command.ts";
import { hubOptions, requestHub } from "./request.ts";
import { formatTable, formatTime } from "./table.ts";

const Admission = z.looseObject({ label: z.string(), persons: z.number(), inside: z.number(), atMs: z.number() });
const bookingFields = {
	venue: z.number(),
	day: z.string(),
	row: z.string(),
	booking: z.string().nullable(),
	party: z.number(),
	admitted: z.number(),
};
const Standings = z.looseObject({
	standings: z.array(z.looseObject({ ...bookingFields, admissions: z.array(Admission) })),
});
const Conflicts = z.looseObject({ conflicts: z.array(z.looseObject({ ...bookingFields, sides: z.array(Admission) })) });
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
			`${one.admitted} of ${one.party}`,
			formatAdmissions(one.admissions),
		]);
		return {
			json: answer,
			text: formatTable(["day", "booking", "admitted", "where"], rows, "Nobody has been admitted yet."),
		};
	},
};

export const conflictsCommand: Command = {
	name: "conflicts",
	operands: [],
	summary: "show the vouchers that admitted more persons than their party, with both sides",
	options: hubOptions,
	example: "pailou conflicts",
	async run(given) {
		const answer = await requestHub(given, Conflicts, "/v1/conflicts");
		const rows = answer.conflicts.map((one) => [
			String(one.venue),
			one.day,
			one.booking ?? one.row,
			`${one.admitted} of ${one.party}`,
			formatAdmissions(one.sides),
		]);
		return { json: answer, text: formatTable(["venue", "day", "booking", "admitted", "where"], rows, "No conflicts.") };
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

function formatAdmissions(admissions: readonly z.infer<typeof Admission>[]): string {
	return admissions
		.map(({ label, persons, inside, atMs }) => {
			const voided = inside === 0 ? " (voided)" : inside < persons ? ` (${persons - inside} voided)` : "";
			return `${label} ${formatTime(atMs)} ${persons}${voided}`;
		})
		.join("; ");
}

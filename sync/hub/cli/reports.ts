import { z } from "zod";
import { Session } from "../../../core/allocation/session.ts";
import { formatShortNumber } from "../../../core/allocation/shortNumber.ts";
import { Title } from "../../../core/identity.ts";
import { type Command, CommandError } from "./command.ts";
import { hubAddressOf, hubOptions, jsonBody, requestHub } from "./request.ts";
import { formatTable, formatTime } from "./table.ts";

const Days = z.array(z.looseObject({ day: z.string(), version: z.number().nullable(), rows: z.number() }));
const Venues = z.looseObject({ venues: z.array(z.looseObject({ venue: z.number(), title: Title, days: Days })) });
const Kiosk = z.looseObject({
	kiosk: z.string(),
	venue: z.number(),
	label: z.string(),
	size: z.number(),
	lastSeenAt: z.number(),
});
const Kiosks = z.looseObject({ kiosks: z.array(Kiosk) });
const Bookings = z.looseObject({
	bookings: z.array(
		z.looseObject({
			booking: z.string(),
			voucher: z.string(),
			venue: z.number(),
			day: z.string(),
			party: z.number(),
			state: z.string(),
			issue: z.number(),
			session: Session,
			code: z.string().nullable(),
			pass: z.string().nullable(),
			number: z.string(),
			card: z.string().nullable(),
			seat: z.string().nullable(),
		}),
	),
});

export const venuesCommand: Command = {
	name: "venues",
	operands: [],
	summary: "list the venues, their days and published lists",
	options: hubOptions,
	example: "pailou venues --json",
	async run(given) {
		const answer = await requestHub(given, Venues, "/v1/venues");
		const rows = answer.venues.map(({ venue, title, days }) => {
			const vouchers = days.reduce((sum, { rows: count }) => sum + count, 0);
			const published = days.filter(({ version }) => version !== null).length;
			return [String(venue), title["zh-CN"], String(days.length), String(published), String(vouchers)];
		});
		return {
			json: answer,
			text: formatTable(["venue", "name", "days", "published", "vouchers"], rows, "No venues. Load a programme."),
		};
	},
};

export const kiosksCommand: Command = {
	name: "kiosks",
	operands: [],
	summary: "list the enrolled kiosks, how far their journals are received, and when they last called",
	options: hubOptions,
	example: "pailou kiosks",
	async run(given) {
		const answer = await requestHub(given, Kiosks, "/v1/kiosks");
		const rows = answer.kiosks.map((one) => [
			one.kiosk,
			String(one.venue),
			one.label,
			String(one.size),
			formatTime(one.lastSeenAt),
		]);
		const text = formatTable(
			["kiosk", "venue", "label", "lines", "last heard"],
			rows,
			"No windows. Make a code with: pailou enrol",
		);
		return { json: answer, text };
	},
};

export const voucherCommand: Command = {
	name: "voucher",
	operands: ["BOOKING"],
	summary: "show the voucher of a booking: its session, its code and its page",
	options: hubOptions,
	example: "pailou voucher ND26-000001",
	async run(given) {
		const name = given.operands[0] ?? "";
		const answer = await requestHub(given, Bookings, `/v1/bookings?booking=${encodeURIComponent(name)}`);
		const [one] = answer.bookings;
		if (one === undefined)
			throw new CommandError(`There is no booking ${name} here. Hand it over with: pailou bookings FILE`);
		const { session } = one;
		const text = [
			`${one.booking}: a party of ${one.party}, ${one.state}, issue ${one.issue}`,
			`venue ${one.venue}, ${one.day}, session ${session.session}: ${session.title["zh-CN"]}`,
			...(one.seat === null ? [] : [`${one.party === 1 ? "seat" : "seats from"} ${one.seat} (row and seat)`]),
			`admits from ${formatTime(session.admitFrom)} until ${formatTime(session.admitUntil)}`,
			one.code ?? "no code: only a live voucher has one",
			one.pass === null
				? `its link cannot be told again; make a new one with: pailou link ${one.booking}`
				: `${hubAddressOf(given)}${one.pass}`,
			`short number ${formatShortNumber(one.number)}, ${one.card === null ? "of no use: no card is known" : `typed with the card ending in ${one.card}`}`,
		].join("\n");
		return { json: one, text };
	},
};

const NewLink = z.object({ booking: z.string(), pass: z.string() });

export const linkCommand: Command = {
	name: "link",
	operands: ["BOOKING"],
	summary:
		"make a new link to a booking's pass, for one that fell into other hands; the old one opens nothing any more",
	options: hubOptions,
	example: "pailou link ND26-000001",
	async run(given) {
		const answer = await requestHub(given, NewLink, "/v1/pass-links", jsonBody({ booking: given.operands[0] ?? "" }));
		return { json: answer, text: `${hubAddressOf(given)}${answer.pass}` };
	},
};

import { CsvError, parse } from "csv-parse/sync";
import type { RowState } from "../../../core/allocation/row.ts";
import type { Seat } from "../../../core/allocation/seating.ts";
import { decodeText } from "../../../core/bytes/bytes.ts";
import { isPartySize } from "../../../core/voucher/voucher.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";

/** One booking of the file that the booking system exports. */
export type Booking = {
	readonly line: number;
	readonly booking: string;
	readonly venue: number;
	readonly activity: number;
	readonly session: number;
	readonly party: number;
	readonly card: string | null;
	readonly state: RowState;
	/** The party's first seat, if the booking system assigned it. */
	readonly seat: Seat | null;
};

/** A row that was refused, with the reason as a sentence. `booking` is null where the row has none. */
export type RejectedRow = { readonly line: number; readonly booking: string | null; readonly reason: string };

export type ParsedBookings = { readonly bookings: readonly Booking[]; readonly refused: readonly RejectedRow[] };

export const bookingsCsvLimits = { bytes: 16 * 1024 * 1024, rows: 200_000 } as const;

const columns = ["booking", "venue", "activity", "session", "party", "card"] as const;
const optionalColumns: readonly string[] = ["state", "seat"];
const states: ReadonlyMap<string, RowState> = new Map([
	["", "live"],
	["live", "live"],
	["cancelled", "cancelled"],
	["blocked", "blocked"],
]);

/** Parses the CSV: UTF-8 with or without a byte order mark, LF or CRLF, quoted fields. A wrong row is refused alone. */
export function readBookingsCsv(bytes: Uint8Array): ParsedBookings | Refusal {
	const found = readRecords(bytes);
	if (isRefusal(found)) return found;
	const [header, ...records] = found;
	if (header === undefined) return invalidFile("is empty", "Its first line must name the columns");
	const places = indexColumns(header.record);
	if (isRefusal(places)) return places;
	if (records.length > bookingsCsvLimits.rows)
		return invalidFile(`has over ${bookingsCsvLimits.rows} rows`, "Hand it over in parts");
	const bookings: Booking[] = [];
	const refused: RejectedRow[] = [];
	const lineOf = new Map<string, number>();
	for (const { record, line } of records) {
		const cell = (column: string) => record[places.get(column) ?? -1] ?? "";
		const name = cell("booking");
		const first = lineOf.get(name);
		const row =
			record.length === header.record.length
				? readRow(cell, line)
				: `the row has ${record.length} fields where the header has ${header.record.length}`;
		if (typeof row === "string") refused.push({ line, booking: name === "" ? null : name, reason: row });
		else if (first !== undefined)
			refused.push({ line, booking: name, reason: `it is already on line ${first} of this file` });
		else {
			lineOf.set(name, line);
			bookings.push(row);
		}
	}
	return { bookings, refused };
}

type NumberedRecord = { readonly record: readonly string[]; readonly line: number };

function readRecords(bytes: Uint8Array): readonly NumberedRecord[] | Refusal {
	let text: string;
	try {
		text = decodeText(bytes);
	} catch {
		// decodeText throws for bytes that are not UTF-8 alone.
		return invalidFile("is not UTF-8", "Save it as “CSV UTF-8” and hand it over again");
	}
	const found: NumberedRecord[] = [];
	try {
		parse(text, {
			bom: true,
			relax_column_count: true,
			skip_empty_lines: true,
			max_record_size: 64 * 1024,
			trim: true,
			on_record: (record: string[], { lines }) => {
				found.push({ record, line: lines });
				return null;
			},
		});
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return invalidFile(
			`breaks off at line ${faultyLineOf(error)}`,
			"Look for a quotation mark there that is not closed",
		);
	}
	return found;
}

function faultyLineOf(error: CsvError): string {
	return "lines" in error ? String(error.lines) : "?";
}

function indexColumns(header: readonly string[]): ReadonlyMap<string, number> | Refusal {
	const names = header.map((name) => name.toLowerCase());
	const missing = columns.filter((name) => !names.includes(name));
	const unknown = names.filter((name) => !columns.some((column) => column === name) && !optionalColumns.includes(name));
	if (missing.length > 0)
		return invalidFile(
			`lacks ${missing.join(", ")} in its header`,
			`The columns are ${columns.join(", ")} and, if wanted, ${optionalColumns.join(", ")}`,
		);
	if (unknown.length > 0) return invalidFile(`has a column “${unknown[0]}” that means nothing here`, "Take it out");
	if (new Set(names).size !== names.length) return invalidFile("names a column twice", "Take one out");
	return new Map(names.map((name, place) => [name, place]));
}

/** The booking, or the reason why the row is refused. */
function readRow(cell: (column: string) => string, line: number): Booking | string {
	const booking = cell("booking");
	if (booking === "") return "the booking number is missing";
	if (!/^[!-~]{1,40}$/.test(booking)) return "a booking number is 1 to 40 letters, digits and signs, without spaces";
	const numbers = { venue: 0xffffffff, activity: 0xffff, session: 0xffff };
	for (const [column, most] of Object.entries(numbers)) {
		const text = cell(column);
		if (!/^\d{1,10}$/.test(text) || Number(text) > most)
			return `the ${column} “${truncate(text)}” is not a number from 0 to ${most}`;
	}
	const party = Number(cell("party"));
	if (!/^\d$/.test(cell("party")) || !isPartySize(party))
		return `a party is 1 to 9 persons, not “${truncate(cell("party"))}”`;
	const card = cell("card");
	if (!/^(\d{4})?$/.test(card))
		return `the card “${truncate(card)}” is not four digits; a spreadsheet may have taken its leading zeros`;
	const state = states.get(cell("state").toLowerCase());
	if (state === undefined) return `the state “${truncate(cell("state"))}” is none of live, cancelled, blocked`;
	const seat = /^(?:([1-9]\d?)-([1-9]\d?))?$/.exec(cell("seat"));
	if (seat === null) return `the seat “${truncate(cell("seat"))}” is not a row and a seat, as 5-12`;
	return {
		line,
		booking,
		venue: Number(cell("venue")),
		activity: Number(cell("activity")),
		session: Number(cell("session")),
		party,
		card: card === "" ? null : card,
		state,
		seat: cell("seat") === "" ? null : { row: Number(seat[1]), seat: Number(seat[2]) },
	};
}

function truncate(text: string): string {
	return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function invalidFile(what: string, remedy: string): Refusal {
	return refuse("badFile", `The file of bookings ${what}. ${remedy}. Nothing was taken from it.`);
}

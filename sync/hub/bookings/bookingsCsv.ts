import { BrokenQuoteError, readCsvRows, separatorPairs, type TableRow, textStart } from "../files/csvRows.ts";
import { decodeTextFile, type FileEncoding } from "../files/fileEncoding.ts";
import { visibleText } from "../files/visibleText.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type Column, findColumn, optionalColumns, requiredColumns } from "./bookingColumns.ts";
import { type Booking, fault, isFault, plainText, type RowFault, readBooking } from "./readBooking.ts";
import { isLongNumberIntact } from "./spreadsheetDamage.ts";

/** A row that is not taken. `booking` is null where the row does not tell it. */
export type RejectedRow = { readonly line: number; readonly booking: string | null } & RowFault;

export type ParsedBookings = {
	/** How many rows there are below the header, without the empty ones: bookings and refused ones together. */
	readonly rows: number;
	readonly bookings: readonly Booking[];
	readonly refused: readonly RejectedRow[];
	readonly encoding: FileEncoding;
	/** Whether a number of over 15 digits is whole: then no spreadsheet has stored this file's numbers. */
	readonly hasIntactNumber: boolean;
};

export const bookingsCsvLimits = { bytes: 16 * 1024 * 1024, rows: 200_000 } as const;

/** Reads a CSV as Excel, WPS and scripts write it. What is wrong with one row costs that row only. */
export function readBookingsCsv(bytes: Uint8Array): ParsedBookings | Refusal {
	const decoded = decodeTextFile(bytes);
	if (decoded === null) {
		return invalidFile("is neither UTF-8 nor GB18030 nor UTF-16", "Save it as “CSV UTF-8” and hand it over again");
	}
	try {
		return readTable(readCsvRows(decoded.text, ...findTableStart(decoded.text)), decoded.encoding);
	} catch (error) {
		if (!(error instanceof BrokenQuoteError)) throw error;
		const remedy = "Look for a quotation mark there that is not closed, or closed too early";
		return invalidFile(`breaks off at line ${error.line}`, remedy);
	}
}

/** The rows of a table: the header, and one booking each. */
function readTable(table: Iterable<TableRow>, encoding: FileEncoding): ParsedBookings | Refusal {
	let columns: Columns | null = null;
	const bookings: Booking[] = [];
	const refused: RejectedRow[] = [];
	const lineOf = new Map<string, number>();
	let rows = 0;
	for (const row of table) {
		if (columns === null) {
			const header = readHeader(row);
			if (isRefusal(header)) return header;
			columns = header;
			continue;
		}
		if (!row.cells.some((cell) => plainText(cell) !== "")) continue;
		if (++rows > bookingsCsvLimits.rows) {
			return invalidFile(`has over ${bookingsCsvLimits.rows} rows`, "Hand it over in parts");
		}
		const found = readRow(columns, row);
		const { line } = row;
		const first = isFault(found) ? undefined : lineOf.get(found.booking);
		if (isFault(found)) {
			const name = plainText(row.cells[columns.places.get("booking") ?? -1] ?? "");
			refused.push({ line, booking: name === "" ? null : visibleText(name), ...found });
		} else if (first !== undefined) {
			const reason = `it is already on line ${first} of this file`;
			const remedy = "keep the row that counts, and delete the other";
			refused.push({ line, booking: found.booking, ...fault("booking", found.booking, reason, remedy) });
		} else {
			lineOf.set(found.booking, line);
			bookings.push(found);
		}
	}
	if (columns === null) return invalidFile("is empty", "Its first line must name the columns");
	const hasIntactNumber = bookings.some(({ booking }) => isLongNumberIntact(booking));
	return { rows, bookings, refused, encoding, hasIntactNumber };
}

function readRow(columns: Columns, { line, lastLine, cells }: TableRow): Booking | RowFault {
	const told = cells.findLastIndex((cell) => plainText(cell) !== "") + 1;
	// A row that was cut has empty columns in the place of its last fields: a state that is lost is not to be "live".
	const isCut = cells.length < columns.width && plainText(cells[columns.count - 1] ?? "") === "";
	const isShort = cells.length < columns.count || isCut;
	if (isShort || told > columns.count) {
		const span = lastLine > line ? `; it goes on to line ${lastLine}, where a quotation mark may be wrong` : "";
		const reason = `the row has ${isShort ? cells.length : told} fields where the header has ${isShort ? columns.width : columns.count}${span}`;
		return fault("row", cells.join(" "), reason, "look for a separator that is missing or one too many");
	}
	const nameless = cells.findIndex((cell, place) => plainText(cell) !== "" && columns.nameless.has(place));
	if (nameless >= 0) {
		const reason = `column ${nameless + 1} has no name in the header`;
		return fault("row", cells[nameless] ?? "", reason, "name the column, or empty it");
	}
	const found = readBooking((column) => cells[columns.places.get(column) ?? -1] ?? "", line);
	if (!isFault(found) || lastLine === line) return found;
	return { ...found, reason: `${found.reason} (the row goes on to line ${lastLine}; a quotation mark may be wrong)` };
}

type Columns = {
	readonly places: ReadonlyMap<Column, number>;
	/** Columns without a name, which are to be empty. */
	readonly nameless: ReadonlySet<number>;
	/** Up to the last column with a name. */
	readonly count: number;
	/** With the columns without a name after it. */
	readonly width: number;
};

/** The separators, and where the rows begin: after `sep=;`, as Excel writes it, or where the most columns are found. */
function findTableStart(text: string): [separators: string, from: typeof textStart] {
	const declared = /^\s*"?sep=([^\r\n"])"?[\s,;]*?(?:\r\n|\r|\n|$)/i.exec(text);
	if (declared !== null) {
		const [whole, separator = ","] = declared;
		const line = 1 + whole.split(/\r\n|\r|\n/).length - 1;
		return [separatorPairs.find((pair) => pair.includes(separator)) ?? separator, { at: whole.length, line }];
	}
	const found = separatorPairs.map((separators) => ({ separators, columns: countColumns(text, separators) }));
	const most = found.reduce((best, one) => (one.columns > best.columns ? one : best));
	return [most.separators, textStart];
}

/** A header in quotation marks is broken by any other separator. */
function countColumns(text: string, separators: string): number {
	try {
		const [header] = readCsvRows(text, separators);
		return header?.cells.filter((cell) => findColumn(cell) !== null).length ?? 0;
	} catch (error) {
		if (error instanceof BrokenQuoteError) return 0;
		throw error;
	}
}

function readHeader({ cells, line }: TableRow): Columns | Refusal {
	const names = cells.map(plainText);
	const places = new Map<Column, number>();
	const nameless = new Set<number>();
	for (const [place, name] of names.entries()) {
		const column = findColumn(name);
		if (name === "") nameless.add(place);
		else if (column === null) {
			if (names.every((one) => findColumn(one) === null)) break;
			return invalidFile(`has a column “${visibleText(name)}” that means nothing here`, "Take it out");
		} else if (places.has(column)) {
			return invalidFile(`names a column twice: “${visibleText(name)}” is the ${column} again`, "Take one out");
		} else places.set(column, place);
	}
	const missing = requiredColumns.filter((column) => !places.has(column));
	if (missing.length > 0) {
		const known = `${requiredColumns.join(", ")} and, if wanted, ${optionalColumns.join(", ")}`;
		const wanted = `Its first row must name the columns: ${known} (预约号, 场馆, 活动, 场次, 人数, 卡号; 状态, 座位)`;
		return invalidFile(`lacks ${missing.join(", ")} in its header on line ${line}`, wanted);
	}
	return { places, nameless, count: Math.max(...places.values()) + 1, width: cells.length };
}

function invalidFile(what: string, remedy: string): Refusal {
	return refuse("badFile", `The file of bookings ${what}. ${remedy}. Nothing was taken from it.`);
}

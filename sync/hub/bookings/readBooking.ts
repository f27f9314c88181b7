import type { RowState } from "../../../core/allocation/row.ts";
import type { Seat } from "../../../core/allocation/seating.ts";
import { isPartySize } from "../../../core/voucher/voucher.ts";
import { visibleText } from "../files/visibleText.ts";
import { type Column, findState } from "./bookingColumns.ts";
import { isDateSerial, isFormulaError, isScientific, isSpreadsheetDate } from "./spreadsheetDamage.ts";

/** One booking as the upstream account hands it over. */
export type Booking = {
	readonly line: number;
	readonly booking: string;
	readonly venue: number;
	readonly activity: number;
	readonly session: number;
	readonly party: number;
	readonly card: string | null;
	readonly state: RowState;
	/** The first seat of the party, if the upstream account decides it. */
	readonly seat: Seat | null;
};

/** Why a row is not taken: the field, what was found in it, what was wanted, and what to do. Phrases of one sentence. */
export type RowFault = {
	readonly field: Column | "row";
	readonly found: string;
	readonly reason: string;
	readonly remedy: string;
};

export function fault(field: RowFault["field"], found: string, reason: string, remedy: string): RowFault {
	return { field, found: visibleText(found), reason, remedy };
}

export function isFault<T extends object>(result: T | RowFault): result is RowFault {
	return "remedy" in result;
}

const asText = "format the column as text, and type the cell anew or export the file again";

/** Reads the cells of one row, or says what is wrong with the first that is not read. */
export function readBooking(cells: (column: Column) => string, line: number): Booking | RowFault {
	const cell = (column: Column) => plainText(cells(column));
	const booking = cell("booking");
	const misread = findMisreadNumber(booking);
	if (misread !== null) return misread;
	const venue = readNumber("venue", cell("venue"), 0xffffffff);
	if (typeof venue === "object") return venue;
	const activity = readNumber("activity", cell("activity"), 0xffff);
	if (typeof activity === "object") return activity;
	const session = readNumber("session", cell("session"), 0xffff);
	if (typeof session === "object") return session;
	const party = readNumber("party", cell("party"), 9);
	if (typeof party === "object" || !isPartySize(party)) {
		const damage = explainDamage(cell("party"), "party");
		return damage ?? fault("party", cell("party"), "a party is 1 to 9 persons", "correct the number, or book twice");
	}
	const card = cell("card");
	if (!/^(\d{4})?$/.test(card)) return explainDamage(card, "card") ?? explainCard(card);
	const state = findState(cell("state"));
	if (state === null) {
		const states = "a state is live, cancelled or blocked (有效, 已取消 or 冻结)";
		return explainDamage(cell("state"), "state") ?? fault("state", cell("state"), states, "write one of them");
	}
	const seat = readSeat(cell("seat"));
	if (seat !== null && isFault(seat)) return seat;
	return { line, booking, venue, activity, session, party, card: card === "" ? null : card, state, seat };
}

/** Full-width forms as ASCII, without invisible characters, and without what keeps a spreadsheet from making a number. */
export function plainText(cell: string): string {
	const text = cell
		.normalize("NFKC")
		.replaceAll(/\p{Cf}/gu, "")
		.trim();
	const formula = /^="(.*)"$/.exec(text)?.[1] ?? text;
	return formula.replace(/^'(?=.)/, "").trim();
}

function findMisreadNumber(booking: string): RowFault | null {
	if (booking === "") return fault("booking", "", "the booking number is missing", "fill it in, or delete the row");
	const damage = explainDamage(booking, "booking");
	if (damage !== null) return damage;
	if (/^\d+\.0+$/.test(booking)) {
		const reason = "a program has made a decimal number of the booking number, so that zeros before it may be lost";
		return fault("booking", booking, reason, asText);
	}
	if (/^[!-~]{1,40}$/.test(booking)) return null;
	const wanted = "a booking number is 1 to 40 letters, digits and signs, without spaces";
	return fault("booking", booking, wanted, "correct it");
}

/** A whole number; programs that know no whole numbers write 101.0. */
function readNumber(column: Column, text: string, most: number): number | RowFault {
	const digits = text.replace(/\.0+$/, "");
	if (/^\d{1,10}$/.test(digits) && Number(digits) <= most) return Number(digits);
	const wanted = `the ${column} is a number from 0 to ${most}`;
	return explainDamage(text, column) ?? fault(column, text, wanted, "write the number that the programme gives it");
}

function explainDamage(text: string, column: Column): RowFault | null {
	if (isScientific(text)) {
		return fault(column, text, "a spreadsheet has shortened the number, and its last digits are lost", asText);
	}
	if (isSpreadsheetDate(text)) {
		const from = column === "seat" ? "a seat such as 5-12" : "what was written there";
		return fault(column, text, `it is a date: a spreadsheet has made it out of ${from}`, asText);
	}
	if (isFormulaError(text)) {
		return fault(
			column,
			text,
			"it is what a spreadsheet shows instead of a value",
			"mend the cell or widen its column",
		);
	}
	return null;
}

function explainCard(card: string): RowFault {
	const wanted = "a card is its last four digits";
	if (/^\d{1,3}(?:\.0+)?$/.test(card)) {
		return fault("card", card, `${wanted}; a spreadsheet may have taken its leading zeros`, asText);
	}
	return fault("card", card, wanted, "write these four, or leave the cell empty");
}

const seatForms: readonly RegExp[] = [
	/^0?([1-9]\d?)\s*[-/\u2010-\u2015\u2212]\s*0?([1-9]\d?)$/,
	/^第?\s*0?([1-9]\d?)\s*[排行]\s*第?\s*0?([1-9]\d?)\s*[座号號位]*$/,
	/^row\s*0?([1-9]\d?),?\s*seat\s*0?([1-9]\d?)$/i,
];

function readSeat(text: string): Seat | null | RowFault {
	if (text === "") return null;
	for (const form of seatForms) {
		const found = form.exec(text);
		if (found !== null) return { row: Number(found[1]), seat: Number(found[2]) };
	}
	const damage = explainDamage(text, "seat");
	if (damage !== null) return { ...damage, remedy: `${asText}, for example as 5排12座` };
	if (isDateSerial(text)) {
		const reason = "a spreadsheet has made a date of a seat such as 5-12, and stored the date's number";
		return fault("seat", text, reason, `${asText}, for example as 5排12座`);
	}
	return fault("seat", text, "a seat is its row and its number, as 5-12 or 5排12座", "write it so");
}

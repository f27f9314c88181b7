// What Excel and WPS do to numbers and to what looks like a date when a file is opened and saved again.

const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*";
const dates: readonly RegExp[] = [
	/^(?:\d{4}\s*年)?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号號]?)?$/,
	/^\d{4}\s*年\s*\d{1,2}\s*月/,
	new RegExp(`^\\d{1,4}[- /]${month}(?:[- /]\\d{2,4})?$`, "i"),
	new RegExp(`^${month}[- /]\\d{1,4}(?:,? ?\\d{4})?$`, "i"),
	/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d{2}.*)?$/,
	/^\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})(?: \d{1,2}:\d{2}.*)?$/,
];

/** Whether a spreadsheet writes a date like this, in Chinese or in English. */
export function isSpreadsheetDate(text: string): boolean {
	return dates.some((pattern) => pattern.test(text));
}

/** The number of days that a spreadsheet stores for a date of 2015 to 2064, shown without a date's format. */
export function isDateSerial(text: string): boolean {
	return /^\d{5}(?:\.0+)?$/.test(text) && Number(text) >= 42_005 && Number(text) <= 60_266;
}

/** A number in scientific notation, as spreadsheets show one of twelve digits or more. */
export function isScientific(text: string): boolean {
	return /^[+-]?\d+[.,]\d*e[+-]?\d+$/i.test(text) || /^[+-]?\d+e\+\d+$/i.test(text);
}

/** What a formula that failed, or a column that is too narrow, leaves in its cell. */
export function isFormulaError(text: string): boolean {
	return /^#(?:REF|N\/A|NAME|VALUE|DIV\/0|NUM|NULL|SPILL|CALC)[!?]?$/i.test(text) || /^#{2,}$/.test(text);
}

/** Digits that a spreadsheet kept; it replaces those after them by zeros. */
const keptDigits = 15;
const shownDigits = 6;
const leastShownInScientific = 12;

/**
 * How sure it is that digits at the end were replaced by zeros. A number of 12 digits or more was shown with six of them
 * (2.02610E+14) and stored like that; of more than 15 digits only 15 are stored. One zero may be chance.
 */
export function judgeTrailingZeros(booking: string): "none" | "possible" | "likely" {
	if (!/^\d{12,}$/.test(booking)) return "none";
	const significant = booking.replace(/^0+/, "").replace(/0+$/, "").length;
	if (booking.length >= leastShownInScientific && significant <= shownDigits) return "likely";
	const lost = booking.slice(keptDigits);
	if (booking.startsWith("0") || lost === "" || !/^0+$/.test(lost)) return "none";
	return lost.length > 1 ? "likely" : "possible";
}

/** A number of more than 15 digits that no spreadsheet has stored as a number. */
export function isLongNumberIntact(booking: string): boolean {
	return /^\d{16,}$/.test(booking) && !/^0*$/.test(booking.slice(keptDigits));
}

/**
 * What stays of a booking number when zeros, case and blanks are lost: bookings of one such key are asked about. A
 * spreadsheet takes zeros from the front of a number, and from the end of a decimal one.
 */
export function similarityKey(booking: string): string {
	const folded = booking
		.normalize("NFKC")
		.toLowerCase()
		.replaceAll(/[\s\p{Cf}'’‘]+/gu, "");
	const decimal = /^\d+\.\d+$/.test(folded) ? folded.replace(/\.?0+$/, "") : folded;
	return decimal.replaceAll(/(?<!\d)0+(?=\d)/g, "");
}

import { isVoucherText } from "../voucher/voucher.ts";
import { readEnrolmentCode } from "./enrolmentCode.ts";

/** A code in what a scanner sent, and what the scanner's settings added to it or changed in it. */
export type ScannedCode = {
	readonly code: string;
	readonly before: string;
	readonly after: string;
	/** Its letters came in the other case. */
	readonly isRecased: boolean;
};

/** The most that a scanner adds before or after a code: AIM and code identifiers, an ECI, a prefix, control characters. */
const maxAddition = 24;
/** A voucher of these lengths, by version, is complete: what follows was added. */
const voucherLengths: ReadonlyMap<string, number> = new Map([
	["V1:", 153],
	["V2:", 171],
]);

/** Whether the text has the form of a voucher or an enrolment code, genuine or not. */
export function isCode(text: string): boolean {
	return isVoucherText(text) || readEnrolmentCode(text) !== null;
}

/** The code in a scanned text (`readScannedCode`). A text without one is returned as it came, to be refused for what it is. */
export function findCode(scanned: string): string {
	return readScannedCode(scanned)?.code ?? scanned;
}

/**
 * Reads a code despite what a scanner may add to it or change in it: identifiers (`]Q1`, `q`), an ECI (`\000026`), control
 * characters, full-width forms, and letters in the other case (CapsLock, "convert to lower case"). Base45 has no
 * lower-case letters, so a voucher's case is unambiguous. Null if there is no code.
 */
export function readScannedCode(scanned: string): ScannedCode | null {
	if (isCode(scanned)) return { code: scanned, before: "", after: "", isRecased: false };
	const text = toHalfWidth(scanned);
	return (
		readAt(text, text.search(/V[1-9][0-9]{0,2}:/i), voucherReadings) ??
		readAt(text, text.search(/[0-9A-Z]{4}-[0-9A-Z]{8}\./i), enrolmentReadings)
	);
}

function readAt(text: string, start: number, readings: (rest: string) => readonly string[]): ScannedCode | null {
	if (start < 0 || start > maxAddition) return null;
	const rest = text.slice(start);
	const code = readings(rest).find(isCode);
	if (code === undefined) return null;
	const isRecased = !rest.startsWith(code);
	return { code, before: text.slice(0, start), after: rest.slice(code.length), isRecased };
}

function voucherReadings(rest: string): readonly string[] {
	const upper = rest.toUpperCase();
	const length = voucherLengths.get(upper.slice(0, 3)) ?? rest.length;
	// A character of base45 after it was rather typed twice within the code, which is then damaged and not forged.
	const isAddition = rest.length - length <= maxAddition && !/^[0-9A-Z $%*+\-./:]/.test(rest.slice(length));
	const complete = isAddition ? [upper.slice(0, length)] : [];
	return [...complete, upper, trimControls(upper)];
}

function enrolmentReadings(rest: string): readonly string[] {
	const trimmed = trimControls(rest);
	return [trimmed, swapCase(trimmed), trimmed.toLowerCase()];
}

/** Letters in the other case, as CapsLock types them. */
export function swapCase(text: string): string {
	return text.replace(/[a-z]/gi, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
}

/** Full-width forms (U+FF01 to U+FF5E), which an input method types, as the ASCII characters that they stand for. */
export function toHalfWidth(text: string): string {
	return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function trimControls(text: string): string {
	let end = text.length;
	while (end > 0 && text.charCodeAt(end - 1) < 0x20) end--;
	return text.slice(0, end);
}

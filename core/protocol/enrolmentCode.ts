/**
 * The one-time code that enrols a kiosk, as an officer reads it out or shows it as a QR code:
 * `ABCD-23456789.<32 hex of the root's hash>@https://hub.example`. Letters are Crockford's base32 (no I, L, O, U).
 */
export type EnrolmentCode = {
	readonly ticket: string;
	readonly secret: string;
	readonly rootPin: string;
	readonly hub: string;
};

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codePattern = /^([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{8})\.([0-9a-f]{32})@(https?:\/\/[!-~]{1,200})$/;

export function writeEnrolmentCode(code: EnrolmentCode): string {
	return `${code.ticket}-${code.secret}.${code.rootPin}@${code.hub}`;
}

/** Null when it is not an enrolment code. In the typed half, case is ignored and O, I and L are read as 0 and 1. */
export function readEnrolmentCode(text: string): EnrolmentCode | null {
	const trimmed = text.trim();
	const dot = trimmed.indexOf(".");
	if (dot < 0) return null;
	const typed = trimmed.slice(0, dot).toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
	const match = codePattern.exec(typed + trimmed.slice(dot));
	if (match === null) return null;
	const [, ticket, secret, rootPin, hub] = match as unknown as [string, string, string, string, string];
	return { ticket, secret, rootPin, hub: hub.replace(/\/+$/, "") };
}

/** A hub's address as it is typed, without trailing slashes; null when it is none. */
export function readHubAddress(text: string): string | null {
	const address = text.trim().replace(/\/+$/, "");
	return /^https?:\/\/[!-~]{1,200}$/.test(address) ? address : null;
}

/** Encodes random bytes as letters, five bits of each byte. */
export function encodeCodeLetters(random: Uint8Array): string {
	return Array.from(random, (byte) => letters[byte & 31]).join("");
}

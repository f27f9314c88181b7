import type { LogDetails } from "../../sync/log.ts";

/** Takes the place of a value or a part of it that may be secret or personal. */
const mask = "[redacted]";

/** Details that are never written, whatever their value: their names alone say that they are secret or personal. */
const secretNames =
	/^(card|cardDigits|code|enrolmentCode|key|name|number|passphrase|password|pin|privateKey|secret|shortNumber|text|title|voucher)$/i;

/**
 * Values that look like secrets wherever they stand. A line number, a port, a date or a decimal is not one: digits that
 * touch `:`, `.`, `/` or `-` are kept.
 */
const secretPatterns: readonly RegExp[] = [
	// A voucher's code or the beginning of one (core/voucher): a version and base45.
	/V[1-9][0-9]{0,2}:[0-9A-Z $%*+\-./:]+/g,
	// An enrolment code (core/protocol): ticket, one-time secret and the hash of the root; typed in either case.
	/\b[0-9a-z]{4}-[0-9a-z]{8}\b(\.[0-9a-f]{32})?/gi,
	// Voucher ids (24), row keys (32), digests and keys (64 and more).
	/\b[0-9a-f]{24,}\b/gi,
	// Last digits of a card, PINs and short numbers, also as `1234 5678 901`.
	/(?<![\w:./-])\d{4,}(?: \d{3,4})*(?![\w:./-])/g,
	// Base64 and base64url of 24 bytes and more: keys, signatures, salts.
	/(?=[\w+/-]*\d)(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])(?<![\w+/.-])[\w+/-]{32,}={0,2}(?![\w+/.-])/g,
	// Names and titles are Chinese here, and no event or code is.
	/[^\x20-\x7e]+/g,
];

/** A detail is a code, a count or a stack, never a document. */
const maxDetailLength = 4000;

/**
 * Masks what looks like a voucher, card, PIN, key or name. It is the second line of defence: callers pass codes, counts
 * and durations only.
 */
export function redactDetails(details: LogDetails): LogDetails {
	return Object.fromEntries(
		Object.entries(details).map(([name, value]) => {
			if (value === null || typeof value === "boolean") return [name, value];
			if (secretNames.test(name) && !isErrorCode(name, value)) return [name, mask];
			return [name, typeof value === "number" ? value : redactText(value)];
		}),
	);
}

export function redactText(text: string): string {
	return secretPatterns.reduce((masked, pattern) => masked.replace(pattern, mask), text.slice(0, maxDetailLength));
}

/** `code` is also what Node and SQLite call the kind of an error: `ENOSPC`, `SQLITE_FULL`. */
function isErrorCode(name: string, value: string | number): boolean {
	return name === "code" && typeof value === "string" && /^(E[A-Z0-9]{2,}|ERR_[A-Z_0-9]+|SQLITE_[A-Z_]+)$/.test(value);
}

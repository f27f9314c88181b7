import { z } from "zod";

/**
 * What no text for people contains: controls, invisible format characters (bidi marks, zero-width spaces, tags), lone
 * surrogates, private-use characters, line and paragraph separators, noncharacters, and U+FFFD, which stands for bytes
 * that another program could not read. The joiners U+200C and U+200D stay: emoji and some scripts need them.
 */
const unprintable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\ufffd\ufdd0-\ufdef\ufffe\uffff]/u;

/** The code point of the first character that is not printable, as "U+FFFD"; null if there is none. */
export function findUnprintable(text: string): string | null {
	const found = unprintable.exec(text)?.[0].codePointAt(0);
	return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Text for people of one line: in NFC, without blanks around it, with 1 to `longest` UTF-16 units, all printable. */
export function printableText(longest: number) {
	return z
		.string()
		.normalize("NFC")
		.trim()
		.min(1)
		.max(longest)
		.superRefine((text, context) => {
			const found = findUnprintable(text);
			if (found !== null) context.addIssue(`a text contains ${found}, which cannot be printed: type it anew`);
		});
}

/** A title in the longest language, in UTF-16 units. */
export const longestTitle = 120;

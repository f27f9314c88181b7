/**
 * Whether a text is the expected one: the whole file, or one of its lines for a picture of several codes. Line endings
 * and surrounding white space are ignored.
 */
export function isExpected(text: string, expected: string): boolean {
	const normalized = normalizeText(expected);
	const read = normalizeText(text);
	return read === normalized || normalized.split("\n").includes(read);
}

function normalizeText(text: string): string {
	return text
		.replace(/^\uFEFF/, "")
		.replaceAll("\r\n", "\n")
		.trim();
}

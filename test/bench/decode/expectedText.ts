/**
 * Whether a text is the one expected: all of the file's, or one of its lines, for a picture of several codes. Ends of
 * lines and what surrounds the text do not count.
 */
export function isExpected(text: string, expected: string): boolean {
	const wanted = normalizeText(expected);
	const read = normalizeText(text);
	return read === wanted || wanted.split("\n").includes(read);
}

function normalizeText(text: string): string {
	return text
		.replace(/^\uFEFF/, "")
		.replaceAll("\r\n", "\n")
		.trim();
}

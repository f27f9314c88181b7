/** A table with aligned columns. A Chinese character is two columns wide on a terminal. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
	if (rows.length === 0) return empty;
	const all = [header, ...rows].map((row) => row.map(printable));
	const widths = header.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ""))));
	return all
		.map((row) =>
			row
				.map((cell, i) => pad(cell, widths[i] ?? 0))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

function pad(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function widthOf(text: string): number {
	return [...text].reduce((width, letter) => width + (/[\u1100-\u115f\u2e80-\uffdc]/.test(letter) ? 2 : 1), 0);
}

/** A text of a journal line or an alarm as a terminal may show it: characters that steer a terminal or the direction of writing as `\\u{1b}`. */
export function printable(text: string): string {
	return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`);
}

/** A time in Guangzhou, as 2026-10-01 14:10:00. A number that is no time is shown as it is. */
export function formatTime(ms: number): string {
	const time = new Date(ms + 8 * 3600 * 1000);
	return Number.isNaN(time.getTime()) ? `${ms} ms` : time.toISOString().slice(0, 19).replace("T", " ");
}

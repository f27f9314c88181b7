/** A table with aligned columns. A Chinese character is two columns wide on a terminal. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
	if (rows.length === 0) return empty;
	const all = [header, ...rows];
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

/** A time in Guangzhou, as 2026-10-01 14:10:00. */
export function formatTime(ms: number): string {
	return new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 19).replace("T", " ");
}

import { writeFileSync } from "node:fs";
import { z } from "zod";
import { CommandError } from "../command.ts";

export const Refusals = z.array(
	z.object({
		line: z.number(),
		booking: z.string().nullable(),
		field: z.string(),
		found: z.string(),
		reason: z.string(),
		remedy: z.string(),
	}),
);
type Refusals = z.infer<typeof Refusals>;

const mostShown = 50;

/** The first refused rows, each with its line, field, what was found, why it was refused and what to do. */
export function formatRefusals(refusals: Refusals, file: string | null): readonly string[] {
	const shown = refusals
		.slice(0, mostShown)
		.map(
			({ line, booking, field, found, reason, remedy }) =>
				`line ${line}, ${booking ?? "no booking number"}: ${field} “${found}”: ${reason}; ${remedy}`,
		);
	const more = refusals.length - shown.length;
	const where = file === null ? "--refused FILE.csv writes all of them into a file." : `All are in ${file}.`;
	if (more > 0) return [...shown, `… and ${more} more. ${where}`];
	return file === null || shown.length === 0 ? shown : [...shown, where];
}

const columns = ["line", "booking", "field", "found", "reason", "remedy"] as const;

/** Creates the file before anything is asked of the hub, and returns what fills it: a CSV that spreadsheets open. */
export function createRefusedFile(path: string): (refusals: Refusals) => void {
	const write = (refusals: Refusals) => {
		const rows = refusals.map((one) => columns.map((column) => quoteCell(String(one[column] ?? ""))).join(","));
		writeFileSync(path, `\ufeff${[columns.join(","), ...rows].join("\r\n")}\r\n`);
	};
	try {
		write([]);
	} catch {
		throw new CommandError(`The file ${path} cannot be written. Nothing was handed over.`);
	}
	return write;
}

/** An apostrophe keeps a spreadsheet from taking a cell for a formula, and zeros before a number. */
function quoteCell(cell: string): string {
	const text = /^[=+\-@\t\r]|^0\d|^\d{12,}$/.test(cell) ? `'${cell}` : cell;
	return `"${text.replaceAll('"', '""')}"`;
}

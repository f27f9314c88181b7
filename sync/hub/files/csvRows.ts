/** A row of cells. `line` and `lastLine` are its lines in the file, from 1; a quoted line break makes them differ. */
export type TableRow = { readonly line: number; readonly lastLine: number; readonly cells: readonly string[] };

/** A quotation mark that is not closed, or that is followed by more than a separator. */
export class BrokenQuoteError extends Error {
	readonly line: number;
	constructor(line: number) {
		super(`A quotation mark on line ${line} is not closed.`);
		this.line = line;
	}
}

/** What may separate cells; input methods for Chinese type the full-width one. */
export const separatorPairs: readonly string[] = [",，", ";；", "\t", "|｜"];

const blank = /[^\S\r\n]/;

/**
 * Reads RFC 4180 rows from `from` on. Outside quotes CR, LF and CRLF each end a row, mixed as they come. Rows whose cells
 * are all empty are left out. Throws BrokenQuoteError.
 */
export function* readCsvRows(text: string, separators: string, from: TextPosition = textStart): Generator<TableRow> {
	let { at, line } = from;
	while (at < text.length) {
		const firstLine = line;
		const cells: string[] = [];
		let isOver = false;
		while (!isOver) {
			const cell = readCell(text, separators, at, line);
			cells.push(cell.content);
			({ at, line } = cell);
			const end = text[at];
			isOver = end === undefined || end === "\r" || end === "\n";
			if (!isOver) at++;
		}
		const lastLine = line;
		at += text.startsWith("\r\n", at) ? 2 : 1;
		line++;
		if (cells.some((cell) => cell !== "")) yield { line: firstLine, lastLine, cells };
	}
}

export type TextPosition = { readonly at: number; readonly line: number };
export const textStart: TextPosition = { at: 0, line: 1 };

type Cell = TextPosition & { readonly content: string };

/** The cell from `at` to the next separator or line end, without the blanks around it. */
function readCell(text: string, separators: string, from: number, line: number): Cell {
	let at = from;
	while (at < text.length && !separators.includes(text[at] ?? "") && blank.test(text[at] ?? "")) at++;
	if (text[at] === '"') return readQuotedCell(text, separators, at, line);
	at = from;
	while (at < text.length && !isCellEnd(text, separators, at)) at++;
	return { at, line, content: text.slice(from, at).trim() };
}

function readQuotedCell(text: string, separators: string, opening: number, openingLine: number): Cell {
	let line = openingLine;
	let content = "";
	let from = opening + 1;
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === "\n" || (character === "\r" && text[at + 1] !== "\n")) line++;
		if (character !== '"') continue;
		content += text.slice(from, at);
		if (text[at + 1] === '"') {
			content += '"';
			at++;
			from = at + 1;
			continue;
		}
		let end = at + 1;
		while (end < text.length && !isCellEnd(text, separators, end)) {
			if (!blank.test(text[end] ?? "")) throw new BrokenQuoteError(openingLine);
			end++;
		}
		return { at: end, line, content: content.trim() };
	}
	throw new BrokenQuoteError(openingLine);
}

function isCellEnd(text: string, separators: string, at: number): boolean {
	const character = text[at] ?? "";
	return character === "\r" || character === "\n" || separators.includes(character);
}

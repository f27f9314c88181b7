import PdfDocument from "pdfkit";
import type { Title } from "../../../core/identity.ts";
import { openPaperFont } from "./paperFont.ts";
import type { PaperList, PaperRow, PaperSession } from "./paperList.ts";
import { type PaperLanguage, type PaperWords, paperWords } from "./paperWords.ts";

// A4 in points, with margins that every printer keeps.
const page = { width: 595.28, height: 841.89, margin: 34 } as const;
const columns = 3;
const columnGap = 14;
const columnWidth = (page.width - 2 * page.margin - (columns - 1) * columnGap) / columns;
const top = 104;
const rowHeight = 16.5;
const sessionHeight = 40;
/** Offsets within a column. */
const at = { number: 20, card: 84, party: 128, inside: 150 } as const;

type Placed = { readonly x: number; readonly y: number; readonly item: PaperRow | PaperSession };
type Pdf = InstanceType<typeof PdfDocument>;
type DrawText = (text: string, x: number, y: number, size: number, maxWidth?: number) => void;

/** Renders the list as a PDF. The same list gives the same bytes. */
export function renderPaperList(list: PaperList, language: PaperLanguage): Promise<Uint8Array<ArrayBuffer>> {
	const words = paperWords[language];
	const pages = layOut(list.sessions);
	const pdf = new PdfDocument({
		size: "A4",
		autoFirstPage: false,
		info: { Title: `${words.heading} ${list.venue} ${list.day}`, CreationDate: new Date(list.printedAt) },
	});
	const chunks: Uint8Array[] = [];
	const written = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
		pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
		pdf.on("error", reject);
		pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
	});
	const drawText = createTextDrawing(pdf);
	for (const [i, placed] of pages.entries()) {
		pdf.addPage({ size: "A4", margin: 0 });
		drawHeading(pdf, drawText, list, words, language);
		for (const { x, y, item } of placed) {
			if ("rows" in item) drawSession(pdf, drawText, item, x, y, words, language);
			else drawRow(pdf, item, x, y);
		}
		drawText(words.page(i + 1, pages.length), page.width - page.margin - 90, page.height - 20, 9);
		drawText(words.version(list.version, formatMinute(list.printedAt)), page.margin, page.height - 20, 9);
	}
	pdf.end();
	return written;
}

/** Fills columns and pages from the top. Each column begins with the heading of its session. */
function layOut(sessions: readonly PaperSession[]): readonly (readonly Placed[])[] {
	const bottom = page.height - 34;
	const pages: Placed[][] = [[]];
	let column = 0;
	let y: number = top;
	const place = (item: PaperRow | PaperSession, height: number) => {
		pages.at(-1)?.push({ x: page.margin + column * (columnWidth + columnGap), y, item });
		y += height;
	};
	const makeRoom = (height: number): boolean => {
		if (y + height <= bottom) return false;
		y = top;
		column = (column + 1) % columns;
		if (column === 0) pages.push([]);
		return true;
	};
	for (const session of sessions) {
		makeRoom(sessionHeight + rowHeight);
		place(session, sessionHeight);
		for (const row of session.rows) {
			if (makeRoom(rowHeight)) place(session, sessionHeight);
			place(row, rowHeight);
		}
	}
	return pages;
}

function drawHeading(pdf: Pdf, drawText: DrawText, list: PaperList, words: PaperWords, language: PaperLanguage): void {
	const { margin, width } = page;
	drawText(`${list.venue}  ${titleIn(list.venueTitle, language)}`, margin, 48, 17);
	drawText(`${list.day}  ${words.heading}`, margin, 70, 12);
	drawText(words.instruction, margin, 88, 8.5);
	pdf
		.moveTo(margin, 95)
		.lineTo(width - margin, 95)
		.lineWidth(1)
		.stroke();
}

function drawSession(
	pdf: Pdf,
	drawText: DrawText,
	{ session, title, hall, startsAt, rows }: PaperSession,
	x: number,
	y: number,
	words: PaperWords,
	language: PaperLanguage,
): void {
	const persons = rows.reduce((sum, { party }) => sum + party, 0);
	const where = hall === null ? "" : `${titleIn(hall, language)}  `;
	pdf
		.rect(x, y, columnWidth, sessionHeight - 4)
		.fill("#e8e8e8")
		.fillColor("black");
	drawText(`${formatMinute(startsAt).slice(11)}  ${titleIn(title, language)}`, x + 4, y + 11.5, 9, columnWidth - 4);
	drawText(`${session}: ${where}${words.rows(rows.length, persons)}`, x + 4, y + 22, 7, columnWidth - 4);
	drawText(words.columns.number, x + at.number - 4, y + 32.5, 6.5);
	drawText(words.columns.card, x + at.card - 4, y + 32.5, 6.5);
	drawText(words.columns.party, x + at.party - 4, y + 32.5, 6.5);
	drawText(words.columns.inside, x + at.inside - 4, y + 32.5, 6.5);
}

function drawRow(pdf: Pdf, { number, card, party, inside }: PaperRow, x: number, y: number): void {
	pdf
		.rect(x + 2, y + 2, 11, 11)
		.lineWidth(0.9)
		.stroke();
	pdf.font("Helvetica-Bold").fontSize(number.length > 6 ? 9 : 12);
	pdf.text(number, x + at.number, y + 3, { lineBreak: false });
	pdf
		.font("Helvetica")
		.fontSize(11)
		.text(card ?? "-", x + at.card, y + 3.5, { lineBreak: false });
	pdf
		.font("Helvetica-Bold")
		.fontSize(11)
		.text(String(party), x + at.party, y + 3.5, { lineBreak: false });
	if (inside > 0)
		pdf
			.font("Helvetica")
			.fontSize(9)
			.text(String(inside), x + at.inside + 4, y + 4.5, { lineBreak: false });
	pdf
		.moveTo(x, y + rowHeight - 1)
		.lineTo(x + columnWidth, y + rowHeight - 1)
		.lineWidth(0.25)
		.stroke();
}

/** The font's files hold their thinnest weight; a stroke around the outlines makes it a regular one. */
const strokeShare = 0.045;

/** Draws text with its baseline at y, as outlines, cut off at `maxWidth`. */
function createTextDrawing(pdf: Pdf): DrawText {
	const outline = openPaperFont();
	return (text, x, y, size, maxWidth = page.width - page.margin - x) => {
		const { glyphs, unitsPerEm } = outline(text);
		const scale = size / unitsPerEm;
		const end = x + maxWidth;
		for (const glyph of glyphs) {
			if (x + (glyph.x + unitsPerEm) * scale > end) break;
			pdf
				.save()
				.translate(x + glyph.x * scale, y)
				.scale(scale, -scale);
			pdf
				.lineWidth(unitsPerEm * strokeShare)
				.path(glyph.path)
				.fillAndStroke("black", "black")
				.restore();
		}
	};
}

function titleIn(title: Title, language: PaperLanguage): string {
	return title[language] ?? title["zh-CN"];
}

/** Guangzhou's time, to the minute. */
function formatMinute(ms: number): string {
	return new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 16).replace("T", " ");
}

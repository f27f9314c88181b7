import type { Bitmap } from "./bitmap.ts";

/** The widths that a print head may have, in dots. */
const widths = [384, 512, 576] as const;
const width = 576;
const barHeight = 24;
const gap = 40;
const margin = 16;
/** Side of the block that ends a bar. */
const endBlock = 24;
/** Dots of a glyph's pixel. */
const scale = 4;

/** Five rows of three pixels each. */
const glyphs: Readonly<Record<string, string>> = {
	"1": "010 110 010 010 111",
	"2": "111 001 111 100 111",
	"3": "111 001 111 001 111",
	"4": "101 101 111 001 001",
	"5": "111 100 111 001 111",
	"6": "111 100 111 101 111",
	"7": "111 001 010 010 010",
	"8": "111 101 111 101 111",
};

/**
 * The ruler of set-up's test print: one bar for each width, labelled with it at its left, and ending in a block at exactly
 * that width. A printer cuts off what is beyond its head, so the longest bar whose block is on the paper tells the width.
 */
export function drawRuler(): Bitmap {
	const rowHeight = 5 * scale + 8 + barHeight + gap;
	const height = 2 * margin + widths.length * rowHeight;
	const dots = new Uint8Array(width * height);

	function fill(left: number, top: number, right: number, bottom: number): void {
		for (let y = top; y < bottom; y++) dots.fill(1, y * width + left, y * width + right);
	}

	for (const [i, bar] of widths.entries()) {
		const top = margin + i * rowHeight;
		drawNumber(String(bar), top, fill);
		const barTop = top + 5 * scale + 8;
		fill(0, barTop + barHeight / 2 - 2, bar, barTop + barHeight / 2 + 2);
		// A tick every centimetre of 80 dots.
		for (let x = 80; x < bar - endBlock; x += 80) fill(x, barTop + 4, x + 2, barTop + barHeight - 4);
		fill(bar - endBlock, barTop, bar, barTop + barHeight);
	}
	return { width, height, dots };
}

type Fill = (left: number, top: number, right: number, bottom: number) => void;

function drawNumber(text: string, top: number, fill: Fill): void {
	for (const [at, digit] of [...text].entries()) {
		for (const [y, row] of (glyphs[digit] ?? "").split(" ").entries()) {
			for (const [x, pixel] of [...row].entries()) {
				const left = (4 * at + x) * scale;
				if (pixel === "1") fill(left, top + y * scale, left + scale, top + (y + 1) * scale);
			}
		}
	}
}

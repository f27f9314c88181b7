import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Font, openSync } from "fontkit";
import { z } from "zod";

/** Outlines of a text in font units, y upwards, one after the other from x = 0. */
export type TextOutlines = {
	readonly glyphs: readonly { readonly x: number; readonly path: string }[];
	readonly unitsPerEm: number;
};

const UnicodeRanges = z.record(z.string(), z.string());

/** The project's font for Chinese, in its many files of one range of characters each; only those needed are opened. */
export function openPaperFont(): (text: string) => TextOutlines {
	const folder = dirname(createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-sc/package.json"));
	const ranges = readRanges(join(folder, "unicode.json"));
	const fonts = new Map<string, Font>();

	function fontOf(codePoint: number): Font | null {
		const file = ranges.find(({ has }) => has(codePoint))?.file;
		if (file === undefined) return null;
		const font = fonts.get(file) ?? openFont(join(folder, "files", file));
		fonts.set(file, font);
		return font;
	}

	return (text) => {
		const glyphs: TextOutlines["glyphs"][number][] = [];
		let x = 0;
		let unitsPerEm = 1000;
		for (const character of text) {
			const codePoint = character.codePointAt(0) ?? 0;
			const font = fontOf(codePoint);
			if (font === null) {
				x += unitsPerEm;
				continue;
			}
			unitsPerEm = font.unitsPerEm;
			const glyph = font.glyphForCodePoint(codePoint);
			glyphs.push({ x, path: glyph.path.toSVG() });
			x += glyph.advanceWidth;
		}
		return { glyphs, unitsPerEm };
	};
}

function openFont(path: string): Font {
	const font = openSync(path);
	if (!("glyphForCodePoint" in font)) throw new Error(`${path} is a collection of fonts, and no font.`);
	return font;
}

/** `unicode.json` names the characters of each file: "[4]" or "latin", with ranges as in CSS. */
function readRanges(path: string) {
	const listed = UnicodeRanges.parse(JSON.parse(readFileSync(path, "utf8")));
	return Object.entries(listed).map(([name, text]) => {
		const spans = text.split(",").map((span) => {
			const [first = "", last = first] = span.trim().replace(/^U\+/i, "").split("-");
			return { first: Number.parseInt(first, 16), last: Number.parseInt(last, 16) };
		});
		return {
			file: `noto-sans-sc-${name.replaceAll(/[[\]]/g, "")}-wght-normal.woff2`,
			has: (codePoint: number) => spans.some(({ first, last }) => first <= codePoint && codePoint <= last),
		};
	});
}

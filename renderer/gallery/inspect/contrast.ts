import { blend, type Colour, coloursIn, contrast, isOpaque, readColour } from "./colour.ts";
import type { Fault } from "./fault.ts";
import type { Line } from "./line.ts";

/**
 * Text has a contrast of at least 4.5:1, large text 3:1 (AA); text inside `strict` has 7:1 at any size (AAA and more).
 * Axe checks contrast too, but skips text on a gradient or close to other text; this check takes the worst background
 * colour.
 */
export function inspectContrast(lines: readonly Line[], strict: string | null): readonly Fault[] {
	const elements = new Set(lines.map(({ element }) => element));
	return [...elements].flatMap((element): readonly Fault[] => {
		if (element.closest(":disabled") !== null) return [];
		const least = strict !== null && element.closest(strict) !== null ? 7 : isLarge(element) ? 3 : 4.5;
		const { text, grounds } = renderedColoursOf(element);
		const ratio = Math.min(...grounds.map((ground) => contrast(blend(text, ground), ground)));
		const detail = `its contrast of ${ratio.toFixed(2)}:1 is less than ${least}:1`;
		return ratio >= least ? [] : [{ check: "contrast", element, detail }];
	});
}

/** The text's colour with its opacity, and every possible background colour; the page's background is white. */
function renderedColoursOf(element: Element): { readonly text: Colour; readonly grounds: readonly Colour[] } {
	const { color, fill } = getComputedStyle(element);
	const text = readColour(element instanceof SVGElement ? fill : color);
	let { alpha } = text;
	const veils: Colour[] = [];
	for (let around: Element | null = element; around !== null; around = around.parentElement) {
		const { backgroundColor, backgroundImage, opacity } = getComputedStyle(around);
		const stops = coloursIn(backgroundImage).filter(isOpaque);
		const ground = readColour(backgroundColor);
		const solid = stops.length > 0 ? stops : isOpaque(ground) ? [ground] : [];
		if (solid.length > 0) return { text: { ...text, alpha }, grounds: solid.map((one) => blendAll(one, veils)) };
		if (ground.alpha > 0) veils.push(ground);
		alpha *= Number(opacity);
	}
	return { text: { ...text, alpha }, grounds: [blendAll({ red: 1, green: 1, blue: 1, alpha: 1 }, veils)] };
}

/** Blends translucent layers over an opaque colour, the innermost layer first. */
function blendAll(ground: Colour, veils: readonly Colour[]): Colour {
	return veils.reduceRight((under, veil) => blend(veil, under), ground);
}

/** At least 24 px, or 18.66 px bold (WCAG 2.2, "large scale"). */
function isLarge(element: Element): boolean {
	const { fontSize, fontWeight } = getComputedStyle(element);
	const size = Number.parseFloat(fontSize);
	return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
}

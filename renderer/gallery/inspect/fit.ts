import { isOpaque, readColour } from "./colour.ts";
import type { Fault } from "./fault.ts";
import { type Line, overflowOf, overlapOf } from "./line.ts";

/** Rounding of fractional pixels. */
const tolerancePx = 1.5;

/**
 * No text is cut off by the screen, by a box around it, or by an ellipsis. Text in a scrollable box counts as visible.
 */
export function inspectFit(lines: readonly Line[]): readonly Fault[] {
	return lines.flatMap(({ element, rect }): readonly Fault[] => {
		for (let around: Element | null = element; around !== null; around = around.parentElement) {
			const { overflow } = getComputedStyle(around);
			if (overflow.includes("auto") || overflow.includes("scroll")) return [];
			if (overflow === "visible") continue;
			const clip = around.getBoundingClientRect();
			// A list marked `data-spare` shows as many whole entries as fit.
			if (around.hasAttribute("data-spare") && overlapOf(rect, clip) <= 0) return [];
			if (overflowOf(rect, clip) > tolerancePx) return [{ check: "fit", element, detail: "its text is cut" }];
		}
		return [];
	});
}

/** Nothing covers a line of text, except a dialog or a temporary overlay. */
export function inspectOverlaps(lines: readonly Line[]): readonly Fault[] {
	const covers = lines.filter(isInView).map((line) => ({ line, cover: coverOf(line) }));
	const covered = covers.flatMap(({ line: { element }, cover }): readonly Fault[] =>
		cover === null || isMeantToCover(cover)
			? []
			: [{ check: "overlap", element, detail: "something lies over its text" }],
	);
	const seen = covers.flatMap(({ line, cover }) => (cover === null ? [line] : []));
	const crossed = seen.flatMap((line, i) =>
		seen.slice(i + 1).flatMap((other): readonly Fault[] => {
			if (overlapOf(line.rect, other.rect) <= tolerancePx) return [];
			const detail = `its text lies over “${(other.element.textContent ?? "").trim().slice(0, 16)}”`;
			return [{ check: "overlap", element: line.element, detail }];
		}),
	);
	return [...covered, ...crossed];
}

/** A line that is scrolled out of view is not covered. */
function isInView({ element, rect }: Line): boolean {
	const middle = (rect.top + rect.bottom) / 2;
	for (let around = element.parentElement; around !== null; around = around.parentElement) {
		if (!/auto|scroll/.test(getComputedStyle(around).overflowY)) continue;
		const { top, bottom } = around.getBoundingClientRect();
		if (middle < top || middle > bottom) return false;
	}
	return true;
}

/** The element that covers the middle of a line, if any. */
function coverOf({ element, rect }: Line): Element | null {
	const hit = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
	for (let over = hit; over !== null && !over.contains(element); over = over.parentElement) {
		if (element.contains(over)) return null;
		const { backgroundColor, backgroundImage } = getComputedStyle(over);
		if (backgroundImage !== "none" || isOpaque(readColour(backgroundColor)) || over.matches("[aria-modal=true]"))
			return over;
	}
	return null;
}

function isMeantToCover(cover: Element): boolean {
	return cover.closest("[role=dialog], [role=alertdialog], dialog, [data-veil]") !== null;
}

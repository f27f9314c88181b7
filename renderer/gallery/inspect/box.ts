import { isOpaque, readColour } from "./colour.ts";
import type { Fault } from "./fault.ts";
import { overflowOf, overlapOf, type Rect } from "./line.ts";
import { interactive } from "./touch.ts";

const tolerancePx = 1.5;

/**
 * No drawn box (card, key, field) is cut off, and no control covers another. The text checks do not find this: a box is
 * cut or covered before its text is.
 */
export function inspectBoxes(root: Element): readonly Fault[] {
	const drawn = [...root.querySelectorAll("*")].filter(isDrawn);
	const cut = drawn.filter(isCut).map((element): Fault => ({ check: "box", element, detail: "it is cut off" }));
	const worked = drawn.filter((element) => element.matches(`${interactive}, [data-field] *`));
	const crossed = worked.flatMap((one, i) =>
		worked.slice(i + 1).flatMap((other): readonly Fault[] => {
			if (one.contains(other) || !isInSameLayer(one, other)) return [];
			if (overlapOf(visibleRectOf(one), visibleRectOf(other)) <= tolerancePx) return [];
			return [{ check: "box", element: one, detail: `it lies over “${(other.textContent ?? "").trim()}”` }];
		}),
	);
	return [...cut, ...crossed];
}

function isDrawn(element: Element): boolean {
	if (!(element instanceof HTMLElement) || element.closest("[aria-hidden=true], .visually-hidden") !== null)
		return false;
	if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
	const { borderTopWidth, borderBottomWidth, backgroundColor } = getComputedStyle(element);
	const hasBorder = Number.parseFloat(borderTopWidth) > 0 && Number.parseFloat(borderBottomWidth) > 0;
	return hasBorder || isOpaque(readColour(backgroundColor));
}

/** What is scrolled out of view is not cut off, and a list may leave out whole entries. */
function isCut(element: Element): boolean {
	const box = element.getBoundingClientRect();
	for (let around = element.parentElement; around !== null; around = around.parentElement) {
		const { overflow } = getComputedStyle(around);
		if (/auto|scroll/.test(overflow)) return false;
		if (overflow === "visible") continue;
		const clip: Rect = around.getBoundingClientRect();
		if (around.hasAttribute("data-spare") && overlapOf(box, clip) <= 0) return false;
		if (overflowOf(box, clip) > tolerancePx) return true;
	}
	return false;
}

/** The visible part of a box that is partly scrolled away. */
function visibleRectOf(element: Element): Rect {
	let { left, top, right, bottom }: Rect = element.getBoundingClientRect();
	for (let around = element.parentElement; around !== null; around = around.parentElement) {
		if (!/auto|scroll/.test(getComputedStyle(around).overflow)) continue;
		const port = around.getBoundingClientRect();
		left = Math.max(left, port.left);
		top = Math.max(top, port.top);
		right = Math.min(right, port.right);
		bottom = Math.min(bottom, port.bottom);
	}
	return { left, top, right, bottom };
}

/** A dialog may cover what is behind it. */
function isInSameLayer(one: Element, other: Element): boolean {
	const layer = (element: Element) => element.closest("[role=dialog], [role=alertdialog], dialog, [data-veil]");
	return layer(one) === layer(other);
}

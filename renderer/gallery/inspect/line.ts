/** One line of text as it lies on the screen: the place of its letters, without the air of its line height. */
export type Line = { readonly element: Element; readonly rect: Rect };
export type Rect = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** All that can be read under an element, line by line. What is hidden on purpose is not told. */
export function linesUnder(root: Element): readonly Line[] {
	const lines: Line[] = [];
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		const element = node.parentElement;
		if (element === null || node.textContent?.trim() === "" || !isVisible(element)) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const rect of range.getClientRects()) {
			if (rect.width > 0) lines.push({ element, rect: glyphRectOf(rect) });
		}
	}
	return lines;
}

/** A typeface's box reaches above and below what its letters cover. */
function glyphRectOf({ left, top, right, bottom, height }: DOMRect): Rect {
	return { left, right, top: top + height * 0.2, bottom: bottom - height * 0.16 };
}

function isVisible(element: Element): boolean {
	if (element.closest(".visually-hidden, [hidden]") !== null) return false;
	return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** How far two boxes lie over each other, in the lesser direction; none: 0 or less. */
export function overlapOf(a: Rect, b: Rect): number {
	return Math.min(
		Math.min(a.right, b.right) - Math.max(a.left, b.left),
		Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
	);
}

/** By how much of `inner` sticks out of `outer` on its worst side. */
export function overflowOf(inner: Rect, outer: Rect): number {
	return Math.max(
		outer.left - inner.left,
		outer.top - inner.top,
		inner.right - outer.right,
		inner.bottom - outer.bottom,
	);
}

/** One rendered line of text: the rectangle of its glyphs, without the spacing of its line height. */
export type Line = { readonly element: Element; readonly rect: Rect };
export type Rect = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** All readable lines of text under an element. Text hidden on purpose is left out. */
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

/** A font's line box is higher than its glyphs. */
function glyphRectOf({ left, top, right, bottom, height }: DOMRect): Rect {
	return { left, right, top: top + height * 0.2, bottom: bottom - height * 0.16 };
}

function isVisible(element: Element): boolean {
	if (element.closest(".visually-hidden, [hidden]") !== null) return false;
	return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** How far two boxes overlap, in the direction of the smaller overlap; 0 or less: they do not. */
export function overlapOf(a: Rect, b: Rect): number {
	return Math.min(
		Math.min(a.right, b.right) - Math.max(a.left, b.left),
		Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
	);
}

/** The largest distance by which `inner` sticks out of `outer` on one side. */
export function overflowOf(inner: Rect, outer: Rect): number {
	return Math.max(
		outer.left - inner.left,
		outer.top - inner.top,
		inner.right - outer.right,
		inner.bottom - outer.bottom,
	);
}

import type { Fault } from "./fault.ts";
import { type Box, excess, type Line, overlap } from "./line.ts";

/** A pixel's fraction is nobody's concern. */
const tolerancePx = 1.5;

/** No text is cut off: by the screen, by a box around it, or with an ellipsis. */
export function inspectFit(lines: readonly Line[]): readonly Fault[] {
	const screen: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
	return lines.flatMap(({ element, box }): readonly Fault[] => {
		for (let around: Element | null = element; around !== null; around = around.parentElement) {
			if (getComputedStyle(around).overflow === "visible") continue;
			const clip = around.getBoundingClientRect();
			// A list may show as many entries as there is room for, each of them whole.
			if (around.hasAttribute("data-spare") && overlap(box, clip) <= 0) return [];
			if (excess(box, clip) > tolerancePx) return [{ check: "fit", element, detail: "its text is cut" }];
		}
		return excess(box, screen) > tolerancePx ? [{ check: "fit", element, detail: "its text leaves the screen" }] : [];
	});
}

/** No two lines are written over each other. What lies under a dialog is not read, and not asked about. */
export function inspectOverlaps(lines: readonly Line[]): readonly Fault[] {
	const seen = lines.filter(isOnTop);
	return seen.flatMap((line, i) =>
		seen.slice(i + 1).flatMap((other): readonly Fault[] => {
			if (overlap(line.box, other.box) <= tolerancePx) return [];
			const detail = `its text lies over “${(other.element.textContent ?? "").trim().slice(0, 16)}”`;
			return [{ check: "overlap", element: line.element, detail }];
		}),
	);
}

function isOnTop({ element, box }: Line): boolean {
	const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
	return hit !== null && (hit.contains(element) || element.contains(hit));
}

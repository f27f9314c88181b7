import type { Fault } from "./fault.ts";
import type { Line } from "./line.ts";

/** Minimum sizes of a member's touch targets and text, in CSS pixels. */
const minTargetPx = 64;
const minTextPx = 28;

export const interactive = "button, a[href], input, select, textarea, summary, [role=button], [tabindex='0']";

export function inspectTargets(root: Element): readonly Fault[] {
	return [...root.querySelectorAll(interactive)].filter(isOperable).flatMap((element): readonly Fault[] => {
		const { width, height } = element.getBoundingClientRect();
		if (Math.min(width, height) >= minTargetPx - 0.5) return [];
		const detail = `${Math.round(width)} × ${Math.round(height)} px is too small for a finger`;
		return [{ check: "target", element, detail }];
	});
}

export function inspectTextSize(lines: readonly Line[]): readonly Fault[] {
	// Text inside an image is exposed by the image's label.
	const elements = new Set(lines.map(({ element }) => element).filter((element) => element.closest("svg") === null));
	return [...elements].flatMap((element): readonly Fault[] => {
		const size = Number.parseFloat(getComputedStyle(element).fontSize) * scaleOf(element);
		const detail = `text of ${size.toFixed(1)} px is too small`;
		return size >= minTextPx - 0.05 ? [] : [{ check: "text", element, detail }];
	});
}

/** Text in an SVG is scaled by its viewBox. */
function scaleOf(element: Element): number {
	return element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
}

export function isOperable(element: Element): boolean {
	return element.checkVisibility() && !element.matches(":disabled, [inert] *");
}

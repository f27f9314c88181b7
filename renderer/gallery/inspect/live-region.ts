import type { Fault } from "./fault.ts";

/** A screen that shows verdicts has exactly one live region for screen readers. */
export function inspectLiveRegion(root: Element): readonly Fault[] {
	const voices = [...root.querySelectorAll("[aria-live=assertive], [role=alert]")].filter((element) =>
		element.checkVisibility(),
	);
	if (voices.length === 1) return [];
	return [{ check: "voice", element: voices[1] ?? root, detail: `${voices.length} live regions speak at once` }];
}

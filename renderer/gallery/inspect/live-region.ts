import type { Fault } from "./fault.ts";

/** Where verdicts are given, one live region tells them to who cannot see: not none, and not several at once. */
export function inspectLiveRegion(root: Element): readonly Fault[] {
	const voices = [...root.querySelectorAll("[aria-live=assertive], [role=alert]")].filter((element) =>
		element.checkVisibility(),
	);
	if (voices.length === 1) return [];
	return [{ check: "voice", element: voices[1] ?? root, detail: `${voices.length} live regions speak at once` }];
}

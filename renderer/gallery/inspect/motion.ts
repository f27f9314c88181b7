import type { Fault } from "./fault.ts";

/** With prefers-reduced-motion nothing moves: no animation runs, and no transition has a duration. */
export function inspectMotion(root: Element): readonly Fault[] {
	return [...root.querySelectorAll("*")].flatMap((element): readonly Fault[] => {
		const style = getComputedStyle(element);
		if (hasDuration(style.transitionDuration)) return [{ check: "motion", element, detail: "a transition takes time" }];
		// A countdown with a steps() timing function shows the time left and does not move continuously.
		const glides = style.animationName !== "none" && !style.animationTimingFunction.startsWith("steps(");
		const isAnimated = glides && hasDuration(style.animationDuration);
		return isAnimated ? [{ check: "motion", element, detail: `it moves (${style.animationName})` }] : [];
	});
}

function hasDuration(durations: string): boolean {
	return durations.split(",").some((duration) => Number.parseFloat(duration) > 0);
}

import type { Fault } from "./fault.ts";

/** Where the system asks for no motion there is none: nothing runs, and nothing would take any time. */
export function inspectMotion(root: Element): readonly Fault[] {
	return [...root.querySelectorAll("*")].flatMap((element): readonly Fault[] => {
		const style = getComputedStyle(element);
		if (hasDuration(style.transitionDuration)) return [{ check: "motion", element, detail: "a transition takes time" }];
		// A countdown that goes by steps tells the time, and glides nowhere.
		const glides = style.animationName !== "none" && !style.animationTimingFunction.startsWith("steps(");
		const isAnimated = glides && hasDuration(style.animationDuration);
		return isAnimated ? [{ check: "motion", element, detail: `it moves (${style.animationName})` }] : [];
	});
}

function hasDuration(durations: string): boolean {
	return durations.split(",").some((duration) => Number.parseFloat(duration) > 0);
}

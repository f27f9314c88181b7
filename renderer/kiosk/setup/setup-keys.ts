import { isEnter, type Key } from "../scan/key.ts";

/** The kind of control that has the focus. */
export type FocusedControl = "field" | "button" | "none";

/** What a person's key does in set-up, by the control that has the focus. */
export type SetupKeyAction =
	| { readonly kind: "moveFocus"; readonly by: 1 | -1 }
	/** Arrows stay within one choice, or within the sections. */
	| { readonly kind: "moveFocusInGroup"; readonly by: 1 | -1 }
	| { readonly kind: "leaveSetup" }
	| { readonly kind: "cancelEdit" }
	| { readonly kind: "submitField" }
	| { readonly kind: "type" }
	| { readonly kind: "pressButton" };

const arrowSteps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function setupKeyActionOf(key: Key, focused: FocusedControl): SetupKeyAction | null {
	if (key.key === "Tab") return { kind: "moveFocus", by: key.shift ? -1 : 1 };
	if (key.key === "Escape") return { kind: focused === "field" ? "cancelEdit" : "leaveSetup" };
	if (focused === "field") return { kind: isEnter(key) ? "submitField" : "type" };
	if (focused === "button" && (isEnter(key) || key.key === " ")) return { kind: "pressButton" };
	const by = arrowSteps[key.key];
	return by === undefined ? null : { kind: "moveFocusInGroup", by };
}

/** The index of the control that gets the focus next, cyclically. `at` is -1 while none of them has it. */
export function nextFocusIndex(count: number, at: number, by: 1 | -1): number {
	if (at === -1) return by === 1 ? 0 : count - 1;
	return (at + by + count) % count;
}

import { isEnter, type Key } from "../../scan/key.ts";

/** What a key does in the list of what a look-up found: another is chosen, the choice is taken, or it is asked again. */
export type ResultListStep = { readonly at: number; readonly action: "moved" | "took" | "again" };

/** Arrows and figures choose among `count`, Enter takes the choice, Backspace asks again. */
export function pressResultListKey(at: number, count: number, key: Key): ResultListStep {
	if (isEnter(key)) return { at, action: count > 0 ? "took" : "again" };
	if (key.code === "Backspace") return { at, action: "again" };
	const figure = key.shift ? undefined : /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
	if (figure !== undefined) return { at: Number(figure) <= count ? Number(figure) - 1 : at, action: "moved" };
	const by = arrowSteps[key.code] ?? 0;
	return { at: Math.min(Math.max(0, at + by), Math.max(0, count - 1)), action: "moved" };
}

const arrowSteps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

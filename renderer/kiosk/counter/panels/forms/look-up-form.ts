import type { Bridge, LookUpOutcome } from "../../../../../core/contract/contract.ts";
import { callMainOrNull } from "../../../call-main.ts";
import { isEnter, type Key } from "../../../scan/key.ts";
import type { PanelSpec } from "../panel-driver.ts";
import { createCardField } from "./number-form.ts";

const fields = [createCardField("card")];

/** Searches today's list by the last four digits of a card. */
export function createLookUpPanel(bridge: Bridge): PanelSpec<LookUpOutcome> {
	return {
		fields,
		isBlocked: false,
		submit: ({ card = "" }) => callMainOrNull(bridge, "lookUp", { card }),
		isDone: ({ kind }) => kind === "found",
	};
}

/** What a key does in the result list: chooses another, takes the chosen one, or goes back to ask again. */
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

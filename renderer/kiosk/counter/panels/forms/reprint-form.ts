import type { Bridge, PrintAgain } from "../../../../../core/contract/contract.ts";
import { answerOf } from "../../../call-main.ts";
import type { ReadyState } from "../../../screens/counter.tsx";
import type { PanelSpec } from "../use-panel.ts";
import { lineField, standing } from "./void-form.ts";

/** Prints the ticket of one of the last admissions again. */
export function reprintForm(bridge: Bridge, { recent, printer }: ReadyState): PanelSpec<PrintAgain> {
	const scans = standing(recent);
	return {
		fields: [lineField(scans)],
		isBlocked: printer.kind === "none" || scans.length === 0,
		ask: ({ line }) => answerOf(bridge, "printAgain", { line: Number(line) }),
		isDone: ({ kind }) => kind === "queued",
	};
}

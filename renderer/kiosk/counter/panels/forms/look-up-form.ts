import type { Bridge, LookUpOutcome } from "../../../../../core/contract/contract.ts";
import { answerOf } from "../../../call-main.ts";
import type { PanelSpec } from "../use-panel.ts";
import { cardField } from "./number-form.ts";

const fields = [cardField("card")];

/** What today's list knows of the cards that end so. */
export function lookUpForm(bridge: Bridge): PanelSpec<LookUpOutcome> {
	return {
		fields,
		isBlocked: false,
		ask: ({ card = "" }) => answerOf(bridge, "lookUp", { card }),
		isDone: ({ kind }) => kind === "found",
	};
}

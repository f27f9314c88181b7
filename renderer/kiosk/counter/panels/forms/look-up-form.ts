import type { Bridge, LookUpOutcome } from "../../../../../core/contract/contract.ts";
import { callMainOrNull } from "../../../call-main.ts";
import type { PanelSpec } from "../panel-driver.ts";
import { createCardField } from "./number-form.ts";

const fields = [createCardField("card")];

/** Looks up today's list by the last four of a card. */
export function createLookUpPanel(bridge: Bridge): PanelSpec<LookUpOutcome> {
	return {
		fields,
		isBlocked: false,
		submit: ({ card = "" }) => callMainOrNull(bridge, "lookUp", { card }),
		isDone: ({ kind }) => kind === "found",
	};
}

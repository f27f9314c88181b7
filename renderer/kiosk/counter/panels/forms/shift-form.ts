import type { Bridge, CloseShiftOutcome, OpenShiftOutcome } from "../../../../../core/contract/contract.ts";
import type { ReadyState } from "../../../../../core/contract/kioskState.ts";
import { StaffId } from "../../../../../core/identity.ts";
import { callMainOrNull } from "../../../call-main.ts";
import type { PanelSpec } from "../panel-driver.ts";
import { staffField } from "./credential-fields.ts";
import type { FormField, Values } from "./form.ts";

export type ShiftOutcome = OpenShiftOutcome | CloseShiftOutcome;

/** The largest stub count that can be entered. */
const maxStubDigits = 5;

const openingFields: readonly FormField[] = [staffField("staff")];
const closingFields: readonly FormField[] = [
	{
		name: "stubs",
		kind: "digits",
		max: maxStubDigits,
		isSecret: false,
		isFull: false,
		resetsField: null,
		// Empty if the stubs were not counted.
		check: () => null,
	},
];

/** Opens a shift, or closes the one that is open. */
export function createShiftPanel(bridge: Bridge, { shift }: ReadyState): PanelSpec<ShiftOutcome> {
	return {
		fields: shift === null ? openingFields : closingFields,
		isBlocked: false,
		submit: (values) => (shift === null ? openShift(bridge, values) : closeShift(bridge, values)),
		isDone: ({ kind }) => kind === "opened" || kind === "closed",
	};
}

function openShift(bridge: Bridge, { staff = "" }: Values): Promise<OpenShiftOutcome | null> {
	return callMainOrNull(bridge, "openShift", { staff: StaffId.parse(staff) });
}

function closeShift(bridge: Bridge, { stubs = "" }: Values): Promise<CloseShiftOutcome | null> {
	return callMainOrNull(bridge, "closeShift", { stubs: stubs === "" ? null : Number(stubs) });
}

import type { Bridge, ShiftClosing, ShiftOpening } from "../../../../../core/contract/contract.ts";
import { StaffId } from "../../../../../core/identity.ts";
import { answerOf } from "../../../call-main.ts";
import type { ReadyState } from "../../../screens/counter.tsx";
import type { PanelSpec } from "../use-panel.ts";
import { staffField } from "./consent-fields.ts";
import type { Field, Values } from "./form.ts";

export type ShiftOutcome = ShiftOpening | ShiftClosing;

/** The most stubs that are told by their figures. */
const mostStubDigits = 5;

const opening: readonly Field[] = [staffField("staff")];
const closing: readonly Field[] = [
	{
		name: "stubs",
		kind: "digits",
		most: mostStubDigits,
		isSecret: false,
		isFull: false,
		slipsTo: null,
		// Who has not counted leaves it empty.
		check: () => null,
	},
];

/** Opens a shift, or closes the one that is open. */
export function shiftForm(bridge: Bridge, { shift }: ReadyState): PanelSpec<ShiftOutcome> {
	return {
		fields: shift === null ? opening : closing,
		isBlocked: false,
		ask: (values) => (shift === null ? open(bridge, values) : close(bridge, values)),
		isDone: ({ kind }) => kind === "opened" || kind === "closed",
	};
}

function open(bridge: Bridge, { staff = "" }: Values): Promise<ShiftOpening | null> {
	return answerOf(bridge, "openShift", { staff: StaffId.parse(staff) });
}

function close(bridge: Bridge, { stubs = "" }: Values): Promise<ShiftClosing | null> {
	return answerOf(bridge, "closeShift", { stubs: stubs === "" ? null : Number(stubs) });
}

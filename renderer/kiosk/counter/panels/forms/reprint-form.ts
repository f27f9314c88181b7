import type { Bridge, RecentScan, ReprintOutcome } from "../../../../../core/contract/contract.ts";
import type { ReadyState } from "../../../../../core/contract/kioskState.ts";
import { callMainOrNull } from "../../../call-main.ts";
import type { PanelSpec } from "../panel-driver.ts";
import { createLineField, unvoidedScansOf } from "./void-form.ts";

/** Prints the ticket of one of the last admissions again. */
export function createReprintPanel(
	bridge: Bridge,
	{ printer, recentScans }: ReadyState,
	admissions: readonly RecentScan[] = recentScans,
): PanelSpec<ReprintOutcome> {
	const scans = unvoidedScansOf(admissions);
	return {
		fields: [createLineField(scans)],
		isBlocked: printer.kind === "none" || scans.length === 0,
		submit: ({ line }) => callMainOrNull(bridge, "printAgain", { line: Number(line) }),
		isDone: ({ kind }) => kind === "queued",
	};
}
